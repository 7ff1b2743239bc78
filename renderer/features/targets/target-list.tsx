/** The targets of an endpoint: where deliveries go on to. */
import { Plus, Waypoints } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useTargets } from '../../lib/queries.ts'
import { AddTarget } from './add-target.tsx'
import { targetButtonId, TargetLine } from './target-line.tsx'
import { useHealth } from './use-health.ts'
import { useLastAttempts } from './use-last-attempts.ts'

export function TargetList({ endpointId }: { readonly endpointId: string }): ReactNode {
  const { data: targets = [] } = useTargets(endpointId)
  const lastAttempts = useLastAttempts(endpointId)
  const health = useHealth()
  const [adding, setAdding] = useState(false)
  const added = useRef<string>(undefined)
  const [openId, setOpenId] = useState<string>()
  const add = (
    <Button
      size="small"
      icon={<Plus />}
      onClick={() => {
        added.current = undefined
        setAdding(true)
      }}
    >
      Add target
    </Button>
  )
  return (
    <Section title="Targets" hint="Where deliveries go on to: your own app, usually." actions={targets.length > 0 && add}>
      <Card flush>
        {targets.length === 0 ? (
          <EmptyState icon={<Waypoints />} title="Nothing is forwarded" actions={add}>
            Deliveries are recorded and answered here. Add your app’s URL to pass them on, byte for byte.
          </EmptyState>
        ) : (
          targets.map((target) => (
            <TargetLine
              key={target.id}
              target={target}
              lastAttempt={lastAttempts[target.id]}
              health={health.find(({ targetId }) => targetId === target.id)}
              open={openId === target.id}
              onOpenChange={(open) => setOpenId(open ? target.id : undefined)}
            />
          ))
        )}
      </Card>
      <AddTarget
        endpointId={endpointId}
        open={adding}
        onOpenChange={setAdding}
        onAdded={({ id }) => {
          added.current = id
          setOpenId(id)
        }}
        // With the first target the button that opened the dialog is gone.
        finalFocus={() => (added.current === undefined ? null : document.getElementById(targetButtonId(added.current)))}
      />
    </Section>
  )
}
