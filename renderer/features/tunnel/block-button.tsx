/** The kill switch of the public URL: one press stops everything, and nothing has to be set up again afterwards. */
import { LockOpen, OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useShortcut } from '../../app/use-shortcut.ts'
import { Button } from '../../components/ui/button.tsx'
import { Shortcut } from '../../components/ui/kbd.tsx'
import { useSaveExposure } from './use-save-exposure.ts'

export function BlockButton({ blocked }: { readonly blocked: boolean }): ReactNode {
  const save = useSaveExposure()
  const shortcut = useShortcut(blocked ? 'tunnel.unblock' : 'tunnel.block')
  return (
    <>
      {shortcut !== undefined && (
        <span aria-hidden>
          <Shortcut keys={shortcut} />
        </span>
      )}
      <Button
        variant={blocked ? 'primary' : 'secondary'}
        icon={blocked ? <LockOpen /> : <OctagonX className="text-danger" />}
        busy={save.busy}
        onClick={() => save.run({ blocked: !blocked })}
      >
        {blocked ? 'Unblock' : 'Block everything'}
      </Button>
    </>
  )
}
