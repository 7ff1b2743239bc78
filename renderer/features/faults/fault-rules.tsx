/** The rules of one endpoint in the order in which they are asked. */
import type { ReactNode } from 'react'
import type { Fault } from '../../../electron/contract/index.ts'
import { OrderedList } from '../../components/ordered-list.tsx'
import { FaultLine } from './fault-line.tsx'
import { shadows } from './fault-reach.ts'
import { faultName } from './fault-text.ts'
import { useFaultActions } from './use-fault-actions.ts'

export interface FaultRulesProps {
  readonly faults: readonly Fault[]
  readonly onEdit: (fault: Fault) => void
}

export function FaultRules({ faults, onEdit }: FaultRulesProps): ReactNode {
  const { reorder } = useFaultActions()
  const [first] = faults
  return (
    <OrderedList
      label="Rules, the first that applies wins"
      noun="rule"
      items={faults.map((fault, index) => ({
        id: fault.id,
        name: faultName(fault),
        line: <FaultLine fault={fault} shadowedBy={nameOfShadow(faults, index)} onEdit={() => onEdit(fault)} />
      }))}
      onMove={(faultIds) => first && reorder.run({ endpointId: first.endpointId, faultIds })}
    />
  )
}

function nameOfShadow(faults: readonly Fault[], index: number): string | undefined {
  const shadow = faults.slice(0, index).find(shadows)
  return shadow === undefined ? undefined : faultName(shadow)
}
