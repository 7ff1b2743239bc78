/** The faults of all endpoints: the ready ones, and the rules in their order. */
import { FlaskConical, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Endpoint, Fault } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Card, Page, PageLoading } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useEndpoints, useFaults } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { FaultEditor } from './fault-editor.tsx'
import { FaultPresets } from './fault-presets.tsx'
import { FaultRules } from './fault-rules.tsx'
import { useActiveFaults } from './use-active-faults.ts'
import { useAllFaults } from './use-all-faults.ts'
import { useFaultActions } from './use-fault-actions.ts'

/** `adding` opens the form for a new rule at once. */
export function FaultsScreen({ adding }: { readonly adding: boolean }): ReactNode {
  const endpoints = useEndpoints()
  if (endpoints.isError) return <LoadProblem what="the faults" error={endpoints.error} onRetry={() => void endpoints.refetch()} />
  if (!endpoints.data) return <PageLoading what="the faults" />
  return <Faults endpoints={endpoints.data} adding={adding} />
}

function Faults({ endpoints, adding }: { readonly endpoints: readonly Endpoint[]; readonly adding: boolean }): ReactNode {
  const all = useAllFaults()
  const { broad, limited, asked } = useActiveFaults(all)
  const { setMaster } = useFaultActions()
  const [edited, setEdited] = useState<Fault>()
  const active = broad.length + limited.length + asked.length
  const close = (): void => {
    setEdited(undefined)
    if (adding) go({ screen: 'faults' }, 'replace')
  }
  const add = (): void => go({ screen: 'faults', id: 'new' })
  return (
    <Page
      title="Faults"
      aside={all.on ? active > 0 && <Badge tone="violet">{active} on</Badge> : <Badge>All off</Badge>}
      hint="Failures that the provider meets on purpose. Every delivery is recorded all the same."
      actions={<Switch label="Faults may act" checked={all.on} onChange={setMaster.run} />}
    >
      <FaultPresets wide endpoints={endpoints} on={all.on} />
      {endpoints.length === 0 ? (
        <EmptyState icon={<FlaskConical />} title="No endpoint takes requests" actions={<NewEndpoint />}>
          A fault belongs to an endpoint. Make one first.
        </EmptyState>
      ) : (
        endpoints.map((endpoint, index) => (
          <EndpointRules
            key={endpoint.id}
            endpoint={endpoint}
            title={endpoints.length === 1 ? 'Rules' : `Rules of ${visibleText(endpoint.name)}`}
            action={
              index === 0 && (
                <Button icon={<Plus />} onClick={add}>
                  New rule…
                </Button>
              )
            }
            onEdit={setEdited}
          />
        ))
      )}
      {(adding || edited !== undefined) && endpoints.length > 0 && <FaultEditor endpoints={endpoints} fault={edited} onClose={close} />}
    </Page>
  )
}

interface EndpointRulesProps {
  readonly endpoint: Endpoint
  readonly title: string
  readonly action: ReactNode
  readonly onEdit: (fault: Fault) => void
}

function EndpointRules({ endpoint, title, action, onEdit }: EndpointRulesProps): ReactNode {
  const faults = useFaults(endpoint.id)
  return (
    <Section
      title={title}
      hint="Asked from the top; the first that applies wins. A rule is off after Hooklab quits, unless it is pinned."
      actions={action}
    >
      {faults.isError && <LoadProblem what="the rules" error={faults.error} onRetry={() => void faults.refetch()} />}
      {faults.data?.length === 0 && (
        <Card flush>
          <EmptyState icon={<FlaskConical />} title="No rule">
            Take one that is ready to use, or make your own: which deliveries it meets, how often, and what happens to them.
          </EmptyState>
        </Card>
      )}
      {faults.data !== undefined && faults.data.length > 0 && <FaultRules faults={faults.data} onEdit={onEdit} />}
    </Section>
  )
}

function NewEndpoint(): ReactNode {
  return (
    <Button variant="primary" icon={<Plus />} onClick={() => go({ screen: 'endpoints', id: 'new' })}>
      New endpoint
    </Button>
  )
}
