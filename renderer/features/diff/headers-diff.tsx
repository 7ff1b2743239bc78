/** Header lines side by side, with what was changed, added or removed marked in words and colour. */
import type { ReactNode } from 'react'
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { Badge, type Tone } from '../../components/ui/badge.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { Visible } from '../../components/visible.tsx'
import { headerText } from '../../lib/bytes.ts'
import type { HeaderRow } from './align-headers.ts'
import { changedPart } from './changed-part.ts'

const tones: Readonly<Record<Exclude<HeaderRow['kind'], 'same'>, Tone>> = {
  changed: 'warning',
  moved: 'info',
  added: 'success',
  removed: 'danger'
}
const tints: Readonly<Record<HeaderRow['kind'], string>> = {
  same: '',
  changed: 'bg-warning-tint',
  moved: 'bg-info-tint',
  added: 'bg-success-tint',
  removed: 'bg-danger-tint'
}

export function HeadersDiff({ rows }: { readonly rows: readonly HeaderRow[] }): ReactNode {
  return (
    <div className="h-full overflow-y-auto">
      <table aria-label="Headers compared" className="w-full table-fixed border-collapse text-left">
        <thead className="sr-only">
          <tr>
            <th scope="col">Left</th>
            <th scope="col">Right</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Lines have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index} className={classNames('border-b border-line/60', tints[row.kind])}>
              <Cell pair={row.left} other={row.right} />
              <Cell pair={row.right} other={row.left} kind={row.kind} isRight />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly pair: HeaderPair | undefined
  readonly other: HeaderPair | undefined
  readonly kind?: HeaderRow['kind']
  readonly isRight?: boolean
}

function Cell({ pair, other, kind, isRight = false }: CellProps): ReactNode {
  return (
    <td className={classNames('mono-12 px-3 py-1.5 align-top wrap-anywhere', isRight && 'border-l border-line')}>
      <span className="flex items-start gap-2">
        <span className="min-w-0 flex-1">
          {pair && (
            <>
              {pair[0] !== '' && (
                <span className={other && other[0] !== pair[0] ? 'font-medium text-text' : 'text-muted'}>
                  <Visible text={pair[0]} />:{' '}
                </span>
              )}
              <Value value={headerText(pair[1])} other={other && headerText(other[1])} />
            </>
          )}
        </span>
        {kind !== undefined && kind !== 'same' && <Badge tone={tones[kind]}>{kind}</Badge>}
      </span>
    </td>
  )
}

function Value({ value, other }: { readonly value: string; readonly other: string | undefined }): ReactNode {
  if (other === undefined || other === value) return <Visible text={value} />
  const { before, changed, after } = changedPart(value, other)
  return (
    <>
      <Visible text={before} />
      {changed !== '' && (
        <mark className="rounded-chip bg-warning-tint font-semibold text-warning underline decoration-1 underline-offset-2">
          <Visible text={changed} />
        </mark>
      )}
      <Visible text={after} />
    </>
  )
}
