/** Tells of faults that are on: loudly when any delivery may be met, quietly when only those that match. */
import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useServices } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { describeRule } from './fault-text.ts'
import { useActiveFaults } from './use-active-faults.ts'
import { type PlacedFault, useAllFaults } from './use-all-faults.ts'
import { useFaultActions } from './use-fault-actions.ts'

export function FaultBanner(): ReactNode {
  const all = useAllFaults()
  const { broad, limited } = useActiveFaults(all)
  const { setMaster } = useFaultActions()
  const { registry } = useServices()
  if (broad.length === 0 && limited.length === 0) return null
  const actions = (
    <>
      <Button size="small" variant="ghost" onClick={() => registry.run('faults.open')}>
        Show
      </Button>
      <Button size="small" onClick={() => setMaster.run(false)}>
        Turn off
      </Button>
    </>
  )
  if (broad.length > 0) {
    return (
      <Banner tone="violet" title={broad.length === 1 ? 'A fault is on' : `${broad.length} faults are on`} actions={actions}>
        {sentences(broad)}
        {limited.length > 0 && ` ${limited.length} more for deliveries that match.`}
      </Banner>
    )
  }
  return (
    <div
      role="status"
      className="flex min-h-8 items-center gap-2 border-b border-line bg-panel px-3 text-12 text-muted [&_.lucide]:size-3.5"
    >
      <FlaskConical className="text-violet" />
      <span className="min-w-0 flex-1 truncate">{sentences(limited)}</span>
      {actions}
    </div>
  )
}

/** `webhook answers 503 to every delivery.` The first two are told, the others counted. */
function sentences(faults: readonly PlacedFault[]): string {
  const told = faults.slice(0, 2).map(({ endpoint, fault }) => `${endpoint.name} ${describeRule(fault)}.`)
  const more = faults.length - told.length
  return visibleText([...told, ...(more > 0 ? [`${more} more.`] : [])].join(' '))
}
