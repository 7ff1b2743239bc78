/** How requests of an endpoint are verified, and what happens to those that fail. */
import type { ReactNode } from 'react'
import type { Endpoint, SchemeInfo } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { FieldGrid } from '../../components/page.tsx'
import { SavedNumber } from '../../components/saved-input.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { RadioList } from '../../components/ui/radio-list.tsx'
import { useSavedValue } from '../../components/use-saved-value.ts'
import { SchemeOptions } from './scheme-options.tsx'
import { SchemePicker } from './scheme-picker.tsx'
import { SecretsSection } from './secrets-section.tsx'
import { reportNotSaved } from '../../components/use-action.ts'
import type { SaveEndpoint } from './use-save-endpoint.ts'

export interface VerificationSectionProps {
  readonly endpoint: Endpoint
  readonly schemes: readonly SchemeInfo[]
  readonly onSave: SaveEndpoint
}

const signedTimestamp = '{timestamp}.{body}'

export function VerificationSection({ endpoint, schemes, onSave }: VerificationSectionProps): ReactNode {
  const scheme = schemes.find(({ id }) => id === endpoint.scheme)
  const picked = useSavedValue({
    saved: endpoint.scheme,
    // Options belong to their scheme: another one starts with its own defaults and tolerance.
    onSave: (id) => onSave({ scheme: id, schemeOptions: {}, ...toleranceOf(schemes, id) })
  })
  return (
    <Section title="Verification" hint="Each request is checked against the scheme before anything else happens to it.">
      <div className="flex flex-col gap-6">
        <SchemePicker schemes={schemes} value={picked.value} onChange={picked.save} error={picked.error} />
        <SchemeNotes scheme={scheme} />
        <SecretsSection endpoint={endpoint} scheme={scheme} />
        <UnsignedTimestamp endpoint={endpoint} onSave={onSave} />
        {scheme !== undefined && scheme.options.length > 0 && (
          <SchemeOptions
            fields={scheme.options}
            values={endpoint.schemeOptions}
            onSave={(name, value) => onSave((now) => ({ schemeOptions: { ...now.schemeOptions, [name]: value } }))}
          />
        )}
        {scheme?.toleranceSeconds !== undefined && (
          <FieldGrid narrow>
            <SavedNumber
              label="Timestamp tolerance"
              hint="How old a signed timestamp may be, and how far ahead."
              unit="seconds"
              min={0}
              max={31_536_000}
              saved={endpoint.toleranceSeconds}
              onSave={(toleranceSeconds) => onSave({ toleranceSeconds })}
            />
          </FieldGrid>
        )}
        <FailurePolicy endpoint={endpoint} onSave={onSave} />
      </div>
    </Section>
  )
}

type PartProps = Pick<VerificationSectionProps, 'endpoint' | 'onSave'>

function UnsignedTimestamp({ endpoint, onSave }: PartProps): ReactNode {
  if (!leavesTimestampUnsigned(endpoint)) return null
  const sign = (): void =>
    void onSave((now) => ({ schemeOptions: { ...now.schemeOptions, signedContent: signedTimestamp } })).catch(reportNotSaved)
  return (
    <Banner
      shape="card"
      tone="warning"
      title="The timestamp is not signed"
      actions={
        <Button size="small" onClick={sign}>
          Sign {signedTimestamp}
        </Button>
      }
    >
      Only the body is. Whoever has seen one request can send it again with a new timestamp. If you can change the sender, let it sign{' '}
      <code className="mono-12">{signedTimestamp}</code>.
    </Banner>
  )
}

function FailurePolicy({ endpoint, onSave }: PartProps): ReactNode {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-12 font-medium">When verification fails</h3>
      <RadioList
        label="When verification fails"
        value={endpoint.onInvalid}
        onChange={(onInvalid) => void onSave({ onInvalid }).catch(reportNotSaved)}
        options={[
          {
            value: 'reject',
            label: 'Reject',
            hint: 'Answers 403 for the signature, 400 for the timestamp. Nothing is forwarded. The delivery is recorded.'
          },
          {
            value: 'observe',
            label: 'Observe',
            hint: 'Answers and forwards as if all were well. The verdict is only recorded: good while setting up, wrong in production.'
          }
        ]}
      />
    </div>
  )
}

function SchemeNotes({ scheme }: { readonly scheme: SchemeInfo | undefined }): ReactNode {
  const notes = [...(scheme?.notes ?? []), ...(scheme?.retries ? [`Retries: ${scheme.retries.summary}`] : [])]
  if (notes.length === 0) return null
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4 text-12 text-muted marker:text-faint">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

/** True for the plain generic scheme, whose signed content is the body alone. */
function leavesTimestampUnsigned({ scheme, schemeOptions }: Endpoint): boolean {
  const { signedContent = '{body}' } = schemeOptions
  return scheme === 'generic' && typeof signedContent === 'string' && !signedContent.includes('{timestamp}')
}

function toleranceOf(schemes: readonly SchemeInfo[], id: string): { readonly toleranceSeconds?: number } {
  const seconds = schemes.find((scheme) => scheme.id === id)?.toleranceSeconds
  return seconds === undefined ? {} : { toleranceSeconds: seconds }
}
