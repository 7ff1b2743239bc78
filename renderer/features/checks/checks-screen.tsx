/** Handler checks: the last ones, and the report of one. */
import { ShieldCheck } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { go } from '../../app/location.ts'
import { CodeLine } from '../../components/code-line.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Page, PageLoading } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { CheckDialog } from './check-dialog.tsx'
import { CheckList } from './check-list.tsx'
import { CheckReportPage } from './check-report.tsx'
import { useChecks } from './use-checks.ts'

/** `new` opens the form; any other id is a report. */
export function ChecksScreen({ id, about }: { readonly id: string | undefined; readonly about: string | undefined }): ReactNode {
  return id === undefined || id === 'new' ? <Checks adding={id === 'new'} about={about} /> : <CheckReportPage key={id} id={id} />
}

function Checks({ adding, about }: { readonly adding: boolean; readonly about: string | undefined }): ReactNode {
  const checks = useChecks()
  const before = useMemo(() => parseAbout(about), [about])
  if (checks.isError) return <LoadProblem what="the checks" error={checks.error} onRetry={() => void checks.refetch()} />
  if (!checks.data) return <PageLoading what="the checks" />
  return (
    <Page
      title="Handler check"
      hint="Sends your app good, forged, repeated, odd and broken events, and says what to fix."
      {...(checks.data.length > 0 && { actions: <NewCheck /> })}
    >
      {checks.data.length === 0 ? (
        <EmptyState icon={<ShieldCheck />} title="Is your handler safe?" actions={<NewCheck />}>
          <p>
            28 cases show whether your app refuses what is forged or old, counts a duplicate once, outlives broken requests and answers in
            time. Each says why it matters and what to change.
          </p>
          <div className="mt-4 text-left">
            <CodeLine
              label="Copy the command"
              text="hooklab check --provider stripe --secret env:WHSEC --target http://localhost:3000/webhook"
            />
          </div>
        </EmptyState>
      ) : (
        <Section title="Last checks">
          <CheckList checks={checks.data} />
        </Section>
      )}
      {adding && <CheckDialog before={before} onClose={() => go({ screen: 'checks' }, 'replace')} />}
    </Page>
  )
}

function NewCheck(): ReactNode {
  return (
    <Button variant="primary" icon={<ShieldCheck />} onClick={() => go({ screen: 'checks', id: 'new' })}>
      Check a handler…
    </Button>
  )
}

export interface CheckAbout {
  readonly endpointId?: string
  readonly deliveryId?: string
  /** It was a provider and a secret the last time. */
  readonly byProvider?: boolean
}

/** What the form begins with, as it stands in the address: `endpoint=…&delivery=…`. */
function parseAbout(text = ''): CheckAbout {
  const parameters = new URLSearchParams(text)
  const [endpointId, deliveryId] = [parameters.get('endpoint'), parameters.get('delivery')]
  return { ...(endpointId !== null && { endpointId }), ...(deliveryId !== null && { deliveryId }), byProvider: parameters.has('provider') }
}
