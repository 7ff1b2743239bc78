/** The height of a list row in pixels: the density's token at the root's font size. */
import { useMemo } from 'react'
import { useSettings } from '../../lib/queries.ts'

const defaultRowHeight = 32

export function useRowHeight(): number {
  const density = useSettings().data?.appearance.density
  return useMemo(() => measureRowHeight(density), [density])
}

/** The token is read in rem: a larger font of the browser makes taller rows. The density is an argument only to be read again. */
function measureRowHeight(_density: string | undefined): number {
  const root = getComputedStyle(document.documentElement)
  const rem = Number.parseFloat(root.getPropertyValue('--row-height'))
  const fontSize = Number.parseFloat(root.fontSize)
  return Math.round(rem * fontSize) || defaultRowHeight
}
