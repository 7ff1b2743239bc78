/** What an endpoint answers when nothing else decides: no handshake, no fault, no failed verification, no relay. */
import type { ReactNode } from 'react'
import type { Endpoint, SchemeInfo } from '../../../electron/contract/index.ts'
import { FieldGrid } from '../../components/page.tsx'
import { SavedNumber, SavedTextarea } from '../../components/saved-input.tsx'
import { SavedHeaderPairs } from '../../components/saved-header-pairs.tsx'
import { Section } from '../../components/section.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { reportNotSaved } from '../../components/use-action.ts'
import type { EndpointChange, SaveEndpoint } from './use-save-endpoint.ts'

export interface ReplySectionProps {
  readonly endpoint: Endpoint
  readonly scheme: SchemeInfo | undefined
  readonly onSave: SaveEndpoint
}

export function ReplySection({ endpoint, scheme, onSave }: ReplySectionProps): ReactNode {
  const { response } = endpoint
  const quietly = (patch: EndpointChange): void => void onSave(patch).catch(reportNotSaved)
  return (
    <Section title="Reply" hint="What the provider gets when no fault, failed verification or relaying target decides otherwise.">
      <FieldGrid narrow>
        <SavedNumber
          label="Status"
          min={200}
          max={599}
          saved={response.status}
          onSave={(status) => onSave((now) => ({ response: { ...now.response, status } }))}
        />
      </FieldGrid>
      <div className="flex flex-col gap-1">
        <h3 className="text-12 font-medium">Headers</h3>
        <SavedHeaderPairs
          label="Response headers"
          saved={response.headers}
          onSave={(headers) => onSave((now) => ({ response: { ...now.response, headers } }))}
        />
      </div>
      <SavedTextarea
        mono
        label="Body"
        saved={response.body}
        onSave={(body) => onSave((now) => ({ response: { ...now.response, body } }))}
      />
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
