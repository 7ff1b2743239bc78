/** Faults that are one press away: a press switches one on, another one off again. */
import { Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Endpoint, Fault, FaultPreset } from '../../../electron/contract/index.ts'
import { useTickingText } from '../../components/ticker.ts'
import { classNames } from '../../components/ui/class-names.ts'
import { Select } from '../../components/ui/select.tsx'
import { useFaultPresets, useFaults } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { faultIcon } from './fault-icons.tsx'
import { reachOf } from './fault-reach.ts'
import { useFaultActions } from './use-fault-actions.ts'

export interface FaultPresetsProps {
  readonly endpoints: readonly Endpoint[]
  /** The master switch: while it is off none acts. */
  readonly on: boolean
  /** How many are shown; all when left out. */
  readonly most?: number
  /** As a part of a page, not of a panel. */
  readonly wide?: boolean
}

export function FaultPresets({ endpoints, on, most, wide = false }: FaultPresetsProps): ReactNode {
  const [chosenId, setChosenId] = useState<string>()
  const presets = useFaultPresets().data ?? []
  const endpoint = endpoints.find(({ id }) => id === chosenId) ?? endpoints[0]
  const { data: faults = [] } = useFaults(endpoint?.id)
  if (!endpoint) return null
  const aside = endpoints.length > 1 && (
    <span className="w-40">
      <Select
        size="small"
        label="Endpoint of quick faults"
        value={endpoint.id}
        onChange={setChosenId}
        options={endpoints.map(({ id, name }) => ({ value: id, label: visibleText(name) }))}
      />
    </span>
  )
  return (
    <section aria-label="Quick faults" className="flex flex-col gap-2">
      <header className="flex min-h-6 items-end justify-between gap-4">
        {wide ? (
          <div className="min-w-0">
            <h2 className="text-14">Ready to use</h2>
            <p className="text-12 text-muted">One press switches one on, another off again.</p>
          </div>
        ) : (
          <h3 className="text-11 text-faint">Quick faults</h3>
        )}
        {aside}
      </header>
      <div className={classNames('grid gap-1.5', wide ? 'grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))]' : 'grid-cols-2')}>
        {presets.slice(0, most).map((preset) => (
          <PresetCard
            key={preset.id}
            preset={preset}
            endpointId={endpoint.id}
            fault={on ? faults.find((fault) => fault.preset === preset.id) : undefined}
          />
        ))}
      </div>
    </section>
  )
}

interface PresetCardProps {
  readonly preset: FaultPreset
  readonly endpointId: string
  /** The rule that came of it. */
  readonly fault: Fault | undefined
}

function PresetCard({ preset, endpointId, fault }: PresetCardProps): ReactNode {
  const { addPreset, update } = useFaultActions()
  const active = useTickingText((now) => (fault !== undefined && reachOf(fault, now) !== 'off' ? 'on' : '')) === 'on'
  const press = (): void => {
    if (active && fault) update.run({ endpointId, faultId: fault.id, enabled: false })
    else addPreset.run({ endpointId, presetId: preset.id })
  }
  return (
    <button
      type="button"
      aria-pressed={active}
      disabled={addPreset.busy || update.busy}
      onClick={press}
      className={classNames(
        'flex items-start gap-2 rounded-control border px-2 py-1.5 text-left transition-colors',
        active ? 'border-violet bg-violet-tint' : 'border-line bg-raised hover:border-line-strong hover:bg-hover'
      )}
    >
      <span className="mt-0.5 text-violet">{faultIcon(preset.input.kind)}</span>
      <span className="min-w-0 flex-1">
        <span className="block">{preset.title}</span>
        <span className="block text-12 text-muted">{preset.text}</span>
      </span>
      {active && <Check className="mt-0.5 text-violet" />}
    </button>
  )
}
