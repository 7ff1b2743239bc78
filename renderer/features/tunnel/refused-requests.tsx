/** What the rules have refused: how many by each, and the last ones. */
import type { ReactNode } from 'react'
import type { Exposure, ExposureRule } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { visibleText } from '../../lib/visible-text.ts'

/** In the order in which the rules are asked. */
const rules: readonly { readonly rule: ExposureRule; readonly text: string }[] = [
  { rule: 'blocked', text: 'Blocked' },
  { rule: 'address', text: 'Address' },
  { rule: 'token', text: 'Token' },
  { rule: 'credentials', text: 'Password' },
  { rule: 'path', text: 'Unknown path' },
  { rule: 'rate', text: 'Cap' }
]

export function RefusedRequests({ exposure: { refused, refusals } }: { readonly exposure: Exposure }): ReactNode {
  const total = rules.reduce((sum, { rule }) => sum + refused[rule], 0)
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-2.5 pb-2">
        <span>{total === 0 ? 'Nothing refused since the start' : `${total.toLocaleString('en-GB')} refused since the start`}</span>
        <span className="text-12">
          <TextLink href={formatPlace({ screen: 'listener-log' })}>Listener log</TextLink>
        </span>
      </div>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(6rem,1fr))] gap-px border-t border-line bg-line">
        {rules.map(({ rule, text }) => (
          <div key={rule} className="flex flex-col gap-0.5 bg-raised px-4 py-2">
            <dt className="text-11 text-muted">{text}</dt>
            <dd className={refused[rule] === 0 ? 'text-muted' : 'font-medium'}>{refused[rule].toLocaleString('en-GB')}</dd>
          </div>
        ))}
      </dl>
      {refusals.length > 0 && (
        <ol aria-label="Last refused requests" className="divide-y divide-line border-t border-line">
          {refusals.slice(0, 5).map((refusal, index) => (
            // Two may be equal in everything; their place tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${refusal.at} ${index}`} className="flex items-baseline gap-3 px-4 py-1 text-12">
              <span className="w-24 shrink-0 text-muted">{rules.find(({ rule }) => rule === refusal.rule)?.text}</span>
              <code className="mono-12 min-w-0 flex-1 truncate">
                {visibleText(refusal.method)} {visibleText(refusal.path)}
              </code>
              {refusal.address !== undefined && <code className="mono-12 shrink-0 text-faint">{visibleText(refusal.address)}</code>}
              <span className="shrink-0 text-faint">
                <RelativeTime at={refusal.at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
