/** One endpoint, whole. Every change is saved when it is made. */
import { ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint, SchemeInfo } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Page } from '../../components/page.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { FaultList } from '../faults/fault-list.tsx'
import { TargetList } from '../targets/target-list.tsx'
import { AddressSection } from './address-section.tsx'
import { DeleteEndpoint } from './delete-endpoint.tsx'
import { ReplySection } from './reply-section.tsx'
import { useEndpointActions } from './use-endpoint-actions.ts'
import { useSaveEndpoint } from './use-save-endpoint.ts'
import { VerificationSection } from './verification-section.tsx'

export interface EndpointEditorProps {
  readonly endpoint: Endpoint
  readonly schemes: readonly SchemeInfo[]
}

export function EndpointEditor({ endpoint, schemes }: EndpointEditorProps): ReactNode {
  const { update } = useEndpointActions()
  const scheme = schemes.find(({ id }) => id === endpoint.scheme)
  const save = useSaveEndpoint(endpoint)
  return (
    <Page
      title={visibleText(endpoint.name)}
      aside={!endpoint.enabled && <Badge>Switched off</Badge>}
      hint="Changes are saved as you make them."
      actions={
        <>
          <Button
            icon={<ShieldCheck />}
            onClick={() => go({ screen: 'checks', id: 'new', q: `endpoint=${encodeURIComponent(endpoint.id)}` })}
          >
            Check the handler…
          </Button>
          <Switch label="Receives requests" checked={endpoint.enabled} onChange={(enabled) => update.run({ id: endpoint.id, enabled })} />
        </>
      }
    >
      <AddressSection endpoint={endpoint} onSave={save} />
      <VerificationSection endpoint={endpoint} schemes={schemes} onSave={save} />
      <ReplySection endpoint={endpoint} scheme={scheme} onSave={save} />
      <TargetList endpointId={endpoint.id} />
      <FaultList endpoint={endpoint} />
      <DeleteEndpoint endpoint={endpoint} />
    </Page>
  )
}
