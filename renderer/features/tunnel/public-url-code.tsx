/** The public URL as a QR code, for a phone or another machine. The URL stands below it in text. */
import { encodeQR } from 'qr'
import { type ReactNode, useMemo } from 'react'
import { useSetUi } from '../../app/ui-state.ts'
import { CodeLine } from '../../components/code-line.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useTunnel } from '../../lib/queries.ts'
import { isOpen } from './tunnel-state.ts'

/** Modules around the code that must stay light. */
const quietZone = 4

export function PublicUrlCode(): ReactNode {
  const setUi = useSetUi()
  const tunnel = useTunnel().data
  const url = tunnel && isOpen(tunnel) ? tunnel.publicUrl : undefined
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && setUi({ overlay: undefined })}
      size="small"
      title="The public URL as a QR code"
      description="Leads to the listener on this machine, for as long as the tunnel is open."
    >
      {url === undefined ? (
        <p className="text-muted">The tunnel is closed, so there is no public URL.</p>
      ) : (
        <div className="flex flex-col gap-4">
          <Code url={url} />
          <CodeLine text={url} label="Copy public URL" />
        </div>
      )}
    </Dialog>
  )
}

/** Dark on light in every theme: most readers do not know it the other way round. */
function Code({ url }: { readonly url: string }): ReactNode {
  const modules = useMemo(() => encodeQR(url, 'raw', { border: quietZone, ecc: 'medium' }), [url])
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      role="img"
      aria-label={`QR code of ${url}`}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shapeRendering="crispEdges"
      className="mx-auto w-64 max-w-full rounded-panel border border-line"
    >
      <rect width="100%" height="100%" fill="white" />
      <path d={path} fill="black" />
    </svg>
  )
}
