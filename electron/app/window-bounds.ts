/** Where the window stood, and whether it may stand there again. */
import type { Rectangle } from 'electron'
import { z } from 'zod'

export const leastWidth = 700
export const leastHeight = 600

/** The note's key in the store. */
export const windowNote = 'window'

export interface WindowBounds {
  readonly width: number
  readonly height: number
  /** Left out: the system centres it. */
  readonly x?: number
  readonly y?: number
  readonly maximized: boolean
}

const standard: WindowBounds = { width: 1366, height: 768, maximized: false }
/** As much of the title bar must be on a display that a person can take hold of it. */
const graspWidth = 120
const graspHeight = 24

const pixels = z.number().int().min(-100_000).max(100_000)
const note = z.object({ x: pixels, y: pixels, width: pixels, height: pixels, maximized: z.boolean() })

/**
 * The bounds to open with. What was noted is used when it is whole and its title bar is on a display that is there now;
 * a window larger than its display is made smaller.
 * Shape: `workAreas` are the displays' usable areas, the primary first.
 */
export function restoreBounds(noted: unknown, workAreas: readonly Rectangle[]): WindowBounds {
  const primary = workAreas[0]
  const parsed = note.safeParse(noted)
  const area = parsed.success ? workAreas.find((candidate) => canGrasp(parsed.data, candidate)) : undefined
  if (!parsed.success || area === undefined) return primary === undefined ? standard : { ...standard, ...fit(standard, primary) }
  return { ...parsed.data, ...fit(parsed.data, area) }
}

function canGrasp(bounds: Rectangle, area: Rectangle): boolean {
  const shown = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return shown >= graspWidth && bounds.y >= area.y && bounds.y + graspHeight <= area.y + area.height
}

/** The display's size limits the window's, and the least size limits both. */
function fit(size: { readonly width: number; readonly height: number }, area: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(leastWidth, Math.min(size.width, area.width)),
    height: Math.max(leastHeight, Math.min(size.height, area.height))
  }
}
