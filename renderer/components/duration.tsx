/** A span of time. */
import type { ReactNode } from 'react'
import { formatDuration } from '../lib/times.ts'

export function Duration({ ms }: { readonly ms: number }): ReactNode {
  return <span className="whitespace-nowrap">{formatDuration(ms)}</span>
}
