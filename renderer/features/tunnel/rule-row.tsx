/** One rule of the public URL: a line that says what it does, its control, and below it what belongs to it while it is on. */
import type { ReactNode } from 'react'
import { SettingRow } from '../settings/setting-row.tsx'

export interface RuleRowProps {
  readonly label: string
  readonly hint: ReactNode
  readonly control: ReactNode
  /** Dialogs, which take no room. */
  readonly children?: ReactNode
  readonly below?: ReactNode
}

export function RuleRow({ label, hint, control, below, children }: RuleRowProps): ReactNode {
  return (
    <div>
      <SettingRow label={label} hint={hint}>
        {control}
      </SettingRow>
      {below !== undefined && <div className="flex flex-col gap-3 px-4 pb-3">{below}</div>}
      {children}
    </div>
  )
}
