/** What happens when the tunnel's name is held by another client after a loss. */
import type { ReactNode } from 'react'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Select } from '../../components/ui/select.tsx'
import type { SettingsSectionProps } from './appearance-section.tsx'
import { SettingRow } from './setting-row.tsx'

const usualTries = 6

export function LostNameRow({ settings: { lostName }, save }: Pick<SettingsSectionProps, 'settings' | 'save'>): ReactNode {
  return (
    <SettingRow
      label="When the tunnel’s name is taken"
      hint="After a loss, the server may still hold the name. Another name means another URL at every provider."
    >
      <span className="flex flex-wrap items-center gap-2">
        <Select
          label="When the tunnel’s name is taken"
          value={lostName.kind}
          onChange={(kind) => save({ lostName: kind === 'wait' ? { kind } : { kind, afterTries: usualTries } })}
          options={[
            { value: 'wait', label: 'Wait for it' },
            { value: 'replace', label: 'Take another after' }
          ]}
        />
        {lostName.kind === 'replace' && (
          <NumberInput
            label="Tries before another name is taken"
            value={lostName.afterTries}
            min={1}
            max={100}
            unit="tries"
            onChange={(afterTries) => save({ lostName: { kind: 'replace', afterTries } })}
          />
        )}
      </span>
    </SettingRow>
  )
}
