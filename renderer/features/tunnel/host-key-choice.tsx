/** An ssh server's key that waits for a decision. One that changed can't be accepted before the old one is forgotten on purpose. */
import { type ReactNode, useState } from 'react'
import type { TunnelReason } from '../../../electron/contract/index.ts'
import { useAction } from '../../components/use-action.ts'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useClient } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'

type HostKey = NonNullable<TunnelReason['hostKey']>

export interface HostKeyChoiceProps {
  readonly hostKey: HostKey
  /** Tries the tunnel again, once the decision has been made. */
  readonly again: () => Promise<unknown>
}

export function HostKeyChoice({ hostKey, again }: HostKeyChoiceProps): ReactNode {
  const { type, fingerprint, accepted } = hostKey
  return (
    <div className="mt-2 flex flex-col gap-2">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5">
        {accepted !== undefined && <Fingerprint term="Accepted before" text={accepted} />}
        <Fingerprint term={accepted === undefined ? 'Shown' : 'Shown now'} text={`${fingerprint} (${type})`} />
      </dl>
      <div>{accepted === undefined ? <Accept hostKey={hostKey} again={again} /> : <Forget hostKey={hostKey} again={again} />}</div>
    </div>
  )
}

function Fingerprint({ term, text }: { readonly term: string; readonly text: string }): ReactNode {
  return (
    <>
      <dt className="text-12 text-muted">{term}</dt>
      <dd className="mono-12 wrap-anywhere">{visibleText(text)}</dd>
    </>
  )
}

function Accept({ hostKey: { server, fingerprint }, again }: HostKeyChoiceProps): ReactNode {
  const client = useClient()
  const accept = useAction({
    failure: 'The key was not accepted',
    act: async () => {
      await client.tunnel.acceptHostKey({ server, fingerprint })
      await again()
    }
  })
  return (
    <Button size="small" busy={accept.busy} onClick={() => accept.run(undefined)}>
      Accept this key and open
    </Button>
  )
}

function Forget({ hostKey: { server }, again }: HostKeyChoiceProps): ReactNode {
  const client = useClient()
  const [asking, setAsking] = useState(false)
  const forget = useAction({
    failure: 'The old key was not forgotten',
    act: async () => {
      await client.tunnel.forgetHostKey({ server })
      // It fails once more, with the new key to be compared and accepted.
      await again()
    },
    onDone: () => setAsking(false)
  })
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        Forget the old key…
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={`Forget the key of ${visibleText(server)}?`}
        description={
          <>
            Do it only when the server’s operator has told you that the key was replaced. Otherwise somebody between you and the server may
            be pretending to be it. The new key is shown next, and nothing is opened before you accept it.
          </>
        }
        confirmLabel="Forget the old key"
        busy={forget.busy}
        onConfirm={() => forget.run(undefined)}
      />
    </>
  )
}
