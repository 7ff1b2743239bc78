/** The place of the sample dialog in the frame: the command opens it on every screen. The dialog itself is loaded when it is first opened. */
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useCommands } from '../../app/commands.ts'

const SampleComposer = lazy(async () => ({ default: (await import('./sample-composer.tsx')).SampleComposer }))

export function SampleDialog(): ReactNode {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const commands = useMemo(
    () => ({
      'sample.send': () => {
        setWanted(true)
        setOpen(true)
      }
    }),
    []
  )
  useCommands(commands)
  if (!wanted) return null
  return (
    <Suspense fallback={null}>
      <SampleComposer open={open} onOpenChange={setOpen} />
    </Suspense>
  )
}
