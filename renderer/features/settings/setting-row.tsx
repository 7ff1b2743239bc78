/** One setting on a line: what it is on the left, its control on the right. */
import type { ReactNode } from 'react'

export interface SettingRowProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly children: ReactNode
}

export function SettingRow({ label, hint, children }: SettingRowProps): ReactNode {
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5">
      <div className="min-w-48 flex-1">
        <div>{label}</div>
        {hint !== undefined && <p className="text-12 text-muted">{hint}</p>}
      </div>
      <div className="shrink-0">{children}</div>
    </div>
  )
}
