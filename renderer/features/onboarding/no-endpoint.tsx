/** Nothing takes requests: choose who will send. */
import { Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import { go } from '../../app/location.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { providerSteps } from './provider-steps.ts'

export function NoEndpoint(): ReactNode {
  return (
    <div className="flex h-full items-center bg-panel">
      <EmptyState
        icon={<Inbox />}
        title="No endpoint takes requests"
        actions={providerSteps.map(({ scheme, label }) => (
          <Button key={scheme} onClick={() => go({ screen: 'endpoints', id: `new:${scheme}` })}>
            {label}
          </Button>
        ))}
      >
        Every request gets 404 until there is one. Who will send?
      </EmptyState>
    </div>
  )
}
