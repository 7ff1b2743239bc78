/** The way that a sample takes: straight to the listener, or out through the tunnel and back. */
import { type ReactNode, useState } from 'react'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useTunnel } from '../../lib/queries.ts'
import { isOpen } from '../tunnel/tunnel-state.ts'

export type Way = 'listener' | 'public'

/** Undefined when the tunnel is closed, so that there is nothing to choose. */
export function useWay(): readonly [Way | undefined, (way: Way) => void] {
  const [way, setWay] = useState<Way>('listener')
  const tunnel = useTunnel().data
  const isReachable = tunnel !== undefined && isOpen(tunnel) && tunnel.publicUrl !== undefined
  return [isReachable ? way : undefined, setWay]
}

export function WayChoice({ way, onWay }: { readonly way: Way | undefined; readonly onWay: (way: Way) => void }): ReactNode {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-12 font-medium">Way</span>
      {way === undefined ? (
        <p className="text-muted">Straight to the listener. With the tunnel open it can go through the public URL as well.</p>
      ) : (
        <Segmented
          label="Way"
          value={way}
          onChange={onWay}
          options={[
            { value: 'listener', label: 'Straight to the listener' },
            { value: 'public', label: 'Through the public URL' }
          ]}
        />
      )}
    </div>
  )
}
