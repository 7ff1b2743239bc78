/** Stands in the frame: the command opens the dialog for the delivery that is open. The dialog is loaded when it is first asked for. */
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { type CommandHandlers, useCommands } from '../../app/commands.ts'
import { usePlace } from '../../app/location.ts'

const FaultResendDialog = lazy(async () => ({ default: (await import('./fault-resend-dialog.tsx')).FaultResendDialog }))

export function FaultResend(): ReactNode {
  const { screen, id } = usePlace()
  const openId = screen === 'deliveries' ? id : undefined
  const [chosenId, setChosenId] = useState<string>()
  const handlers = useMemo<CommandHandlers>(
    () => ({
      'delivery.resend-fault': {
        run: () => setChosenId(openId),
        unavailable: openId === undefined ? 'Open a delivery first.' : undefined
      }
    }),
    [openId]
  )
  useCommands(handlers)
  if (chosenId === undefined) return null
  return (
    <Suspense fallback={null}>
      <FaultResendDialog id={chosenId} onDone={() => setChosenId(undefined)} />
    </Suspense>
  )
}
