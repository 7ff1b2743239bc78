/** The request to edit: method and address, headers, body, and what differs from the delivery. */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Badge } from '../../components/ui/badge.tsx'
import { Input } from '../../components/ui/input.tsx'
import { TabList, TabPanel, Tabs } from '../../components/ui/tabs.tsx'
import { useEndpoints, useSchemes } from '../../lib/queries.ts'
import { BodyEditor } from './body-editor.tsx'
import { pairsOf } from './draft.ts'
import { HeaderLines } from './header-lines.tsx'
import type { ResendSession } from './use-resend-session.ts'

const DiffView = lazy(async () => ({ default: (await import('../diff/diff-view.tsx')).DiffView }))

type Part = 'body' | 'headers' | 'changes'

export function RequestEditor({ session }: { readonly session: ResendSession }): ReactNode {
  const { draft, delivery, setDraft, edits, original, round } = session
  const [part, setPart] = useState<Part>('body')
  const signedAnew = useSignedAnew(session)
  return (
    <section aria-label="The request" className="flex min-h-0 min-w-0 flex-col">
      <StartLine session={session} />
      <Tabs value={part} onChange={setPart} fill>
        <TabList
          label="Parts of the request"
          dense
          tabs={[
            { value: 'body', label: 'Body' },
            { value: 'headers', label: 'Headers', count: draft.lines.length },
            { value: 'changes', label: 'Changes', ...(edits.length > 0 && { count: edits.length }) }
          ]}
        />
        <TabPanel value="body" fill>
          <BodyEditor
            key={round}
            delivery={delivery}
            original={original}
            body={draft.body}
            onBody={(body) => setDraft({ ...draft, body })}
            onProblem={session.setBodyProblem}
          />
        </TabPanel>
        <TabPanel value="headers" fill>
          <HeaderLines draft={draft} delivery={delivery} onDraft={setDraft} signedAnew={signedAnew} />
        </TabPanel>
        <TabPanel value="changes" fill>
          <Changes session={session} />
        </TabPanel>
      </Tabs>
    </section>
  )
}

function StartLine({ session: { draft, delivery, setDraft } }: { readonly session: ResendSession }): ReactNode {
  return (
    <div className="flex shrink-0 items-center gap-2 p-3">
      <span className="w-24 shrink-0">
        <Input
          mono
          required
          aria-label="Method"
          list="resend-methods"
          value={draft.method}
          onChange={(method) => setDraft({ ...draft, method: method.toUpperCase() })}
        />
        <datalist id="resend-methods">
          {methods.map((method) => (
            <option key={method} value={method} />
          ))}
        </datalist>
      </span>
      <span className="min-w-0 flex-1">
        <Input data-first mono required aria-label="Path and query" value={draft.path} onChange={(path) => setDraft({ ...draft, path })} />
      </span>
      {(draft.method !== delivery.method || draft.path !== delivery.url) && <Badge tone="warning">changed</Badge>}
    </div>
  )
}

const methods = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE', 'HEAD', 'OPTIONS'] as const

function Changes({ session: { draft, delivery, edits, original } }: { readonly session: ResendSession }): ReactNode {
  if (edits.length === 0) return <p className="p-4 text-muted">Nothing was changed: it goes out byte for byte as it came.</p>
  const own = original.bytes ?? new Uint8Array()
  const { method, url, headers } = delivery
  return (
    <Suspense fallback={null}>
      <DiffView
        left={{ label: 'As it came', method, url, headers, body: own }}
        right={{ label: 'As edited', method: draft.method, url: draft.path, headers: pairsOf(draft), body: draft.body ?? own }}
      />
    </Suspense>
  )
}

/** The headers that signing writes anew, whatever stands in the draft. */
function useSignedAnew({ delivery, plan }: ResendSession): ReadonlySet<string> {
  const endpoint = useEndpoints().data?.find(({ id }) => id === delivery.endpointId)
  const scheme = useSchemes().data?.find(({ id }) => id === endpoint?.scheme)
  if (!plan.resign || !endpoint || !scheme) return new Set()
  const own =
    endpoint.scheme === 'generic' ? [endpoint.schemeOptions['header'], endpoint.schemeOptions['timestampHeader']] : scheme.signatureHeaders
  return new Set(own.filter((name) => typeof name === 'string').map((name) => name.toLowerCase()))
}
