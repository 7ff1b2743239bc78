/** An ssh server's key that waits for a decision. A key that changed can't be accepted here: the old one is forgotten first. */
import type { ReactNode } from 'react'
import type { Tunnel } from '../../../electron/contract/index.ts'
import { useAction } from '../../components/use-action.ts'
import { Button } from '../../components/ui/button.tsx'
import { useClient } from '../../lib/services.tsx'

export function HostKeyChoice({ tunnel }: { readonly tunnel: Pick<Tunnel, 'driver' | 'options' | 'reason'> }): ReactNode {
  const client = useClient()
  const { driver, options, reason } = tunnel
  const key = reason?.hostKey
  const accept = useAction({
    failure: 'The key was not accepted',
    act: async (input: { server: string; fingerprint: string }) => {
      await client.tunnel.acceptHostKey(input)
      await client.tunnel.open({ driver, options })
    }
  })
  if (key === undefined) return null
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3">
      <code className="mono-12 min-w-0 wrap-break-word">{key.fingerprint}</code>
      <Button size="small" busy={accept.busy} onClick={() => accept.run({ server: key.server, fingerprint: key.fingerprint })}>
        Accept this key and open
      </Button>
    </div>
  )
}
