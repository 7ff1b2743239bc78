/** Across every screen while the public URL is blocked: nobody should look for a fault elsewhere. */
import { OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Exposure } from '../../../electron/contract/index.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Shortcut } from '../../components/ui/kbd.tsx'
import { useServices } from '../../lib/services.tsx'
import { useSaveExposure } from './use-save-exposure.ts'

export function BlockedBanner({ exposure }: { readonly exposure: Exposure }): ReactNode {
  const save = useSaveExposure()
  const { registry } = useServices()
  const shortcut = useShortcut('tunnel.unblock')
  const refused = exposure.refused.blocked
  return (
    <Banner
      tone="danger"
      icon={<OctagonX />}
      title="The public URL is blocked"
      actions={
        <>
          <Button size="small" variant="ghost" onClick={() => registry.run('tunnel.exposure')}>
            Show
          </Button>
          {shortcut !== undefined && (
            <span aria-hidden>
              <Shortcut keys={shortcut} />
            </span>
          )}
          <Button size="small" busy={save.busy} onClick={() => save.run({ blocked: false })}>
            Unblock
          </Button>
        </>
      }
    >
      Everything that comes through the tunnel is answered 503 and is no delivery. The tunnel stays open; local requests are taken as ever.
      {refused > 0 && ` ${refused.toLocaleString('en-GB')} refused since the start.`}
    </Banner>
  )
}
