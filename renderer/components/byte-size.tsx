/** A size in bytes, exact in the title. */
import type { ReactNode } from 'react'
import { formatBytes } from '../lib/bytes.ts'

const exact = new Intl.NumberFormat('en-GB')

export function ByteSize({ sizeBytes }: { readonly sizeBytes: number }): ReactNode {
  return (
    <span title={`${exact.format(sizeBytes)} bytes`} className="whitespace-nowrap">
      {formatBytes(sizeBytes)}
    </span>
  )
}
