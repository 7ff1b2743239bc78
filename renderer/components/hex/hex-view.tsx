/** Bytes as offset, hexadecimal and text, sixteen to a row; only the rows in view are drawn. */
import { memo, type ReactNode, useRef } from 'react'
import { useFixedRows } from '../use-fixed-rows.ts'

export interface HexViewProps {
  readonly bytes: Uint8Array
  /** Where `bytes` begin in the whole. */
  readonly baseOffset?: number
  readonly label: string
}

const rowBytes = 16
const rowHeight = 20

export function HexView({ bytes, baseOffset = 0, label }: HexViewProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const count = Math.ceil(bytes.length / rowBytes)
  const { rows, totalHeight } = useFixedRows({ count, rowHeight, scroller })
  return (
    <div ref={scroller} role="region" aria-label={label} tabIndex={0} className="mono-12 h-full overflow-auto px-3 py-2 -outline-offset-2">
      <div className="relative min-w-max" style={{ height: totalHeight }}>
        {rows.map(({ index, start }) => (
          <div
            key={index}
            className="absolute top-0 left-0 whitespace-pre"
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
          >
            <HexRow bytes={bytes} from={index * rowBytes} baseOffset={baseOffset} />
          </div>
        ))}
      </div>
    </div>
  )
}

const HexRow = memo(function HexRow({
  bytes,
  from,
  baseOffset
}: {
  readonly bytes: Uint8Array
  readonly from: number
  readonly baseOffset: number
}): ReactNode {
  const { offset, hex, text } = hexRow(bytes.subarray(from, from + rowBytes), baseOffset + from)
  return (
    <>
      <span className="text-faint select-none">{offset}</span>
      {'  '}
      {hex}
      {'  '}
      <span className="text-muted">{text}</span>
    </>
  )
})

/** One row in three columns, padded so that rows align. */
export function hexRow(row: Uint8Array, offset: number): { readonly offset: string; readonly hex: string; readonly text: string } {
  const pairs = Array.from({ length: rowBytes }, (_, index) => {
    const byte = row[index]
    const pair = byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')
    return index === rowBytes / 2 ? ` ${pair}` : pair
  })
  const text = Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')
  return { offset: offset.toString(16).padStart(8, '0'), hex: pairs.join(' '), text }
}
