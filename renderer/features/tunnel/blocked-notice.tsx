/** The banner of the blocked public URL, which comes only when it is blocked. */
import { lazy, type ReactNode, Suspense } from 'react'
import { useExposure } from '../../lib/queries.ts'

const BlockedBanner = lazy(async () => ({ default: (await import('./blocked-banner.tsx')).BlockedBanner }))

export function BlockedNotice(): ReactNode {
  const exposure = useExposure().data
  if (exposure?.blocked !== true) return null
  return (
    <Suspense fallback={null}>
      <BlockedBanner exposure={exposure} />
    </Suspense>
  )
}
