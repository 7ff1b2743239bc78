/** When the wished tunnel is tried again while a fallback is in use. */
import type { ReactNode } from 'react'
import type { TunnelFallbacks } from '../../../electron/contract/index.ts'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { SettingRow } from '../settings/setting-row.tsx'

export interface GoBackRowProps {
  readonly fallbacks: TunnelFallbacks
  readonly save: (patch: Partial<TunnelFallbacks>) => void
}

const hints: Readonly<Record<TunnelFallbacks['goBack'], string>> = {
  by_hand: 'Only when you say so. Going back changes the URL once more.',
  when_lost: 'When the fallback is lost, or you say so. Going back changes the URL once more.',
  timed: 'Beside the fallback, which is left only once the wished one is proven.'
}

export function GoBackRow({ fallbacks: { goBack, goBackMinutes }, save }: GoBackRowProps): ReactNode {
  return (
    <SettingRow label="Go back to the wished one" hint={hints[goBack]}>
      <span className="flex flex-wrap items-center justify-end gap-2">
        <span className="block w-48">
          <Select
            label="Go back to the wished one"
            value={goBack}
            onChange={(value) => save({ goBack: value })}
            options={[
              { value: 'by_hand', label: 'By hand' },
              { value: 'when_lost', label: 'When the fallback is lost' },
              { value: 'timed', label: 'Try it again every' }
            ]}
          />
        </span>
        {goBack === 'timed' && (
          <span className="block w-28">
            <NumberInput
              label="Minutes between tries to go back"
              unit="min"
              min={1}
              max={1440}
              value={goBackMinutes}
              onChange={(minutes) => save({ goBackMinutes: minutes })}
            />
          </span>
        )}
      </span>
    </SettingRow>
  )
}
