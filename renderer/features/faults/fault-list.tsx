/** The fault rules of one endpoint. */
import { FlaskConical, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Endpoint, Fault } from '../../../electron/contract/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useFaults, useSettings } from '../../lib/queries.ts'
import { FaultEditor } from './fault-editor.tsx'
import { FaultRules } from './fault-rules.tsx'

export function FaultList({ endpoint }: { readonly endpoint: Endpoint }): ReactNode {
  const { data: faults = [] } = useFaults(endpoint.id)
  const masterOn = useSettings().data?.faultsEnabled ?? true
  const [editing, setEditing] = useState<Fault | 'new'>()
  const add = (
    <Button size="small" icon={<Plus />} onClick={() => setEditing('new')}>
      Add fault
    </Button>
  )
  return (
    <Section
      title="Faults"
      hint="Failures that the provider meets on purpose. The first one that applies wins."
      actions={
        faults.length > 0 && (
          <>
            {!masterOn && <Badge>All faults are off</Badge>}
            {add}
          </>
        )
      }
    >
      {faults.length === 0 ? (
        <Card flush>
          <EmptyState icon={<FlaskConical />} title="No fault" actions={add}>
            See how the provider behaves when your side answers 500, answers late, or not at all.
          </EmptyState>
        </Card>
      ) : (
        <FaultRules faults={faults} onEdit={setEditing} />
      )}
      {editing !== undefined && (
        <FaultEditor endpoints={[endpoint]} fault={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Section>
  )
}
