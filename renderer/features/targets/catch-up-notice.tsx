/** On every screen: a target answers again and there is something it missed. */
import type { ReactNode } from 'react'
import { visibleText } from '../../lib/visible-text.ts'
import { useAllTargets } from '../jobs/use-all-targets.ts'
import { CatchUpBanner } from './catch-up-banner.tsx'
import { useHealth } from './use-health.ts'

export function CatchUpNotice(): ReactNode {
  const due = useHealth().filter(({ missed, state, jobId }) => missed > 0 && state === 'up' && jobId === undefined)
  return due.length === 0 ? null : <Notices ids={due.map(({ targetId }) => targetId)} />
}

function Notices({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const targets = useAllTargets()
  const health = useHealth()
  return ids.map((id) => {
    const [own, target] = [health.find(({ targetId }) => targetId === id), targets.find((candidate) => candidate.id === id)]
    return own && target && !target.autoCatchUp && <CatchUpBanner key={id} shape="bar" health={own} name={visibleText(target.name)} />
  })
}
