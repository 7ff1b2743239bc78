/** Two bodies as bytes, sixteen to a row, with those that differ marked; only the rows in view are drawn. */
import { type ReactNode, useMemo, useRef } from 'react'
import { useFixedRows } from '../../components/use-fixed-rows.ts'
import { Button } from '../../components/ui/button.tsx'
import { type ByteDifference, differenceOf, isDifferent } from './byte-difference.ts'

export interface BytesDiffProps {
  readonly left: Uint8Array
  readonly right: Uint8Array
}

const rowBytes = 8
const rowHeight = 20

export function BytesDiff({ left, right }: BytesDiffProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const difference = useMemo(() => differenceOf(left, right), [left, right])
  const count = Math.ceil(Math.max(left.length, right.length) / rowBytes)
  const { rows, totalHeight, scrollTo } = useFixedRows({ count, rowHeight, scroller })
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-9 shrink-0 items-center gap-3 border-b border-line px-3 py-1 text-12 text-muted">
        <span className="flex-1">{sentence(left, right, difference)}</span>
        {difference.count > 0 && (
          <Button size="small" variant="ghost" onClick={() => scrollTo(Math.floor(difference.prefix / rowBytes))}>
            Go to the first
          </Button>
        )}
      </div>
      <div
        ref={scroller}
        role="region"
        aria-label="Bytes compared"
        tabIndex={0}
        className="mono-12 min-h-0 flex-1 overflow-auto -outline-offset-2"
      >
        <div className="relative min-w-max" style={{ height: totalHeight }}>
          {rows.map(({ index, start }) => (
            <div
              key={index}
              className="absolute top-0 left-0 grid w-full grid-cols-2 whitespace-pre"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <Row own={left} other={right} difference={difference} from={index * rowBytes} />
              <Row own={right} other={left} difference={difference} from={index * rowBytes} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  readonly own: Uint8Array
  readonly other: Uint8Array
  readonly difference: ByteDifference
  readonly from: number
}

function Row({ own, other, difference, from }: RowProps): ReactNode {
  const bytes = [...own.subarray(from, from + rowBytes)]
  const cells = bytes.map((byte, index) => ({ at: from + index, byte, isMarked: isDifferent(own, other, difference, from + index) }))
  return (
    <span className="px-3">
      <span className="text-faint select-none">{from.toString(16).padStart(6, '0')}</span>
      {'  '}
      {cells.map(({ at, byte, isMarked }) => (
        <span key={at} className={isMarked ? marked : undefined}>
          {byte.toString(16).padStart(2, '0')}{' '}
        </span>
      ))}
      {'   '.repeat(rowBytes - bytes.length)}{' '}
      {cells.map(({ at, byte, isMarked }) => (
        <span key={at} className={isMarked ? marked : 'text-muted'}>
          {byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'}
        </span>
      ))}
    </span>
  )
}

const marked = 'bg-warning-tint font-semibold text-warning underline underline-offset-2'

function sentence(left: Uint8Array, right: Uint8Array, { count, prefix }: ByteDifference): string {
  if (count === 0) return `All ${left.length.toLocaleString('en-GB')} bytes are equal.`
  const sizes =
    left.length === right.length
      ? `${left.length.toLocaleString('en-GB')} bytes each`
      : `${left.length.toLocaleString('en-GB')} against ${right.length.toLocaleString('en-GB')} bytes`
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'byte differs' : 'bytes differ'}, the first at ${prefix.toLocaleString('en-GB')}; ${sizes}.`
}
