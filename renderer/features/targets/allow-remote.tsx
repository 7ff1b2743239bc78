/** A target that is not on this machine gets nothing until its address has been allowed by name. */
import { type ReactNode, useState } from 'react'
import type { Target, TargetPatch } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { Button } from '../../components/ui/button.tsx'
import { readAddress } from './target-address.ts'
import { reportNotSaved } from '../../components/use-action.ts'

export interface AllowRemoteProps {
  readonly target: Target
  readonly onSave: (patch: TargetPatch) => Promise<unknown>
}

export function AllowRemote({ target, onSave }: AllowRemoteProps): ReactNode {
  const [asking, setAsking] = useState(false)
  const { kind, host } = readAddress(target.url)
  if (kind !== 'remote') return null
  const set = (allowRemote: boolean): void => {
    setAsking(false)
    void onSave({ allowRemote }).catch(reportNotSaved)
  }
  if (target.allowRemote) {
    return (
      <Banner
        shape="card"
        tone="info"
        title={`${host} is allowed`}
        actions={
          <Button size="small" onClick={() => set(false)}>
            Stop allowing it
          </Button>
        }
      >
        Deliveries with all their headers and secrets in them leave this machine.
      </Banner>
    )
  }
  return (
    <>
      <Banner
        shape="card"
        tone="warning"
        title={`${host} is not on this machine`}
        actions={
          <Button size="small" onClick={() => setAsking(true)}>
            Allow {host}…
          </Button>
        }
      >
        Nothing is sent to it until you allow it.
      </Banner>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Send deliveries to ${host}?`}
        description={
          <>
            Every delivery of this endpoint that fits the filter will leave this machine for{' '}
            <code className="mono-12 text-text">{host}</code>, with its headers, signatures and body. Allow it only if it is yours.
            Addresses of clouds’ metadata services stay closed whatever is allowed here.
          </>
        }
        confirmLabel={`Allow ${host}`}
        onConfirm={() => set(true)}
      />
    </>
  )
}
