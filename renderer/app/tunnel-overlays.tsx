/** Dialogs about the public URL that any screen may open; they come when they are asked for. */
import { lazy, type ReactNode, Suspense } from 'react'
import { useUi } from './ui-state.ts'

const PublicUrlCode = lazy(async () => ({ default: (await import('../features/tunnel/public-url-code.tsx')).PublicUrlCode }))
const ChangeUrlGuide = lazy(async () => ({ default: (await import('../features/tunnel/change-url-guide.tsx')).ChangeUrlGuide }))

export function TunnelOverlays(): ReactNode {
  const overlay = useUi((state) => state.overlay)
  return (
    <Suspense fallback={null}>
      {overlay === 'code' && <PublicUrlCode />}
      {overlay === 'change-url' && <ChangeUrlGuide />}
    </Suspense>
  )
}
