/** A table of header lines. */
import { CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { Tooltip } from '../../components/ui/tooltip.tsx'
import { Visible } from '../../components/visible.tsx'
import { headerText } from '../../lib/bytes.ts'
import { isSensitiveHeader } from '../../lib/redaction.ts'
import { headerHelp } from './header-help.ts'

export interface HeaderTableProps {
  readonly label: string
  readonly headers: readonly HeaderPair[]
  readonly revealed: boolean
}

export function HeaderTable({ label, headers, revealed }: HeaderTableProps): ReactNode {
  if (headers.length === 0) return <p className="text-muted">None.</p>
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-left">
      <colgroup>
        <col className="w-2/5" />
        <col />
        <col className="w-8" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">Copy</th>
        </tr>
      </thead>
      <tbody>
        {headers.map(([name, value], index) => (
          <tr key={`${index} ${name}`} className="group/line border-b border-line/60 last:border-0 hover:bg-hover">
            <th scope="row" className="mono-12 py-1.5 pr-3 pl-1 align-top font-medium wrap-anywhere text-muted">
              <span className="inline-flex items-center gap-1.5">
                <Visible text={name} />
                <Help name={name} />
              </span>
            </th>
            <td className="mono-12 py-1.5 align-top wrap-anywhere">
              {isSensitiveHeader(name) && !revealed ? <Masked value={value} /> : <Visible text={headerText(value)} />}
            </td>
            <td className="align-top opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100">
              <CopyButton size="small" label={`Copy the value of ${name}`} text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Help({ name }: { readonly name: string }): ReactNode {
  const help = headerHelp(name)
  if (help === undefined) return null
  return (
    <Tooltip content={help}>
      <button
        type="button"
        aria-label={`About ${name}`}
        aria-description={help}
        className="hit-area inline-flex text-faint opacity-0 group-hover/line:opacity-100 focus-visible:opacity-100"
      >
        <CircleHelp className="size-3" />
      </button>
    </Tooltip>
  )
}

/** Says that there is something, and how much, without saying what. */
function Masked({ value }: { readonly value: string }): ReactNode {
  return (
    <span className="text-faint select-none" aria-label={`Hidden, ${value.length} characters`}>
      {'•'.repeat(Math.min(12, Math.max(4, value.length)))} <span className="font-sans text-12">{value.length} characters</span>
    </span>
  )
}
