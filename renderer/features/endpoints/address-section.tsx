/** An endpoint's name and path, and the URLs they make. */
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../electron/contract/index.ts'
import { CodeLine } from '../../components/code-line.tsx'
import { FieldGrid } from '../../components/page.tsx'
import { SavedInput } from '../../components/saved-input.tsx'
import { Section } from '../../components/section.tsx'
import { useStatus, useTunnel } from '../../lib/queries.ts'
import { endpointUrls, pathProblem } from './endpoint-urls.ts'
import type { SaveEndpoint } from './use-save-endpoint.ts'

export interface AddressSectionProps {
  readonly endpoint: Endpoint
  readonly onSave: SaveEndpoint
}

export function AddressSection({ endpoint, onSave }: AddressSectionProps): ReactNode {
  const status = useStatus().data
  const tunnel = useTunnel().data
  const urls = status && endpointUrls(endpoint, status, tunnel)
  return (
    <Section title="Address">
      <FieldGrid>
        <SavedInput
          label="Name"
          saved={endpoint.name}
          check={(name) => (name.trim() === '' ? 'A name is needed.' : undefined)}
          onSave={(name) => onSave({ name: name.trim() })}
        />
        <SavedInput
          label="Path"
          mono
          hint="Everything under it belongs here, unless a longer path fits."
          saved={endpoint.path}
          check={pathProblem}
          onSave={(path) => onSave({ path })}
        />
      </FieldGrid>
      {urls && (
        <div className="flex flex-col gap-1.5">
          {urls.public !== undefined && <CodeLine text={urls.public} label="Copy public URL" />}
          <CodeLine text={urls.local} label="Copy local URL" />
        </div>
      )}
    </Section>
  )
}
