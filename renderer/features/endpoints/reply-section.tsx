/** What an endpoint answers when nothing else decides: no handshake, no fault, no failed verification, no relay. */
import { type ReactNode, useState } from 'react'
import type { Endpoint, EndpointPatch, HeaderPair, SchemeInfo } from '../../../electron/contract/index.ts'
import { HeaderPairsEditor, namedPairs } from '../../components/header-pairs-editor.tsx'
import { FieldGrid } from '../../components/page.tsx'
import { SavedNumber, SavedTextarea } from '../../components/saved-input.tsx'
import { Section } from '../../components/section.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { reportNotSaved } from '../../components/use-action.ts'

export interface ReplySectionProps {
  readonly endpoint: Endpoint
  readonly scheme: SchemeInfo | undefined
  readonly onSave: (patch: EndpointPatch) => Promise<unknown>
}

export function ReplySection({ endpoint, scheme, onSave }: ReplySectionProps): ReactNode {
  const { response } = endpoint
  const quietly = (patch: EndpointPatch): void => void onSave(patch).catch(reportNotSaved)
  return (
    <Section title="Reply" hint="What the provider gets when no fault, failed verification or relaying target decides otherwise.">
      <FieldGrid narrow>
        <SavedNumber
          label="Status"
          min={200}
          max={599}
          saved={response.status}
          onSave={(status) => onSave({ response: { ...response, status } })}
        />
      </FieldGrid>
      <div className="flex flex-col gap-1">
        <h3 className="text-12 font-medium">Headers</h3>
        <ReplyHeaders saved={response.headers} onSave={(headers) => quietly({ response: { ...response, headers } })} />
      </div>
      <SavedTextarea mono label="Body" saved={response.body} onSave={(body) => onSave({ response: { ...response, body } })} />
      <div className="flex flex-col gap-2">
        <Switch
          label="Require a JSON object"
          hint="A missing, empty or malformed body is answered with 400 and recorded."
          checked={endpoint.requireJson}
          onChange={(requireJson) => quietly({ requireJson })}
        />
        <Switch
          label="Answer handshakes"
          hint={scheme?.handshake ?? 'Where a provider asks a question before it sends, Hooklab answers in the provider’s own way.'}
          checked={endpoint.answerHandshakes}
          onChange={(answerHandshakes) => quietly({ answerHandshakes })}
        />
      </div>
    </Section>
  )
}

function ReplyHeaders({
  saved,
  onSave
}: {
  readonly saved: readonly HeaderPair[]
  readonly onSave: (headers: HeaderPair[]) => void
}): ReactNode {
  const [typed, setTyped] = useState<readonly HeaderPair[]>()
  const settle = (pairs: readonly HeaderPair[]): void => {
    const named = namedPairs(pairs)
    if (JSON.stringify(named) !== JSON.stringify(saved)) onSave(named)
    if (named.length === pairs.length) setTyped(undefined)
  }
  return <HeaderPairsEditor label="Response headers" value={typed ?? saved} onChange={setTyped} onSettled={settle} />
}
