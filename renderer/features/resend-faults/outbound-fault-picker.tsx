/** Chooses an outbound fault, by what it is about. Those that mean nothing for the delivery can be looked at, too: they say why. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Ban } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OutboundFaultInfo, OutboundFaultKind } from '../../../electron/contract/index.ts'
import { classNames } from '../../components/ui/class-names.ts'

const groups = {
  repetition: 'Repetition',
  time: 'Time',
  signature: 'Signature',
  body: 'Body',
  connection: 'Connection'
} as const satisfies Record<OutboundFaultInfo['group'], string>

export interface OutboundFaultPickerProps {
  readonly faults: readonly OutboundFaultInfo[]
  readonly value: OutboundFaultKind
  readonly onChange: (kind: OutboundFaultKind) => void
}

export function OutboundFaultPicker({ faults, value, onChange }: OutboundFaultPickerProps): ReactNode {
  return (
    <RadioGroup value={value} onValueChange={onChange} aria-label="Fault" className="flex flex-col gap-3">
      {Object.entries(groups).map(([group, title]) => (
        <div key={group} className="flex flex-col gap-px">
          <span aria-hidden className="px-2 pb-0.5 text-11 text-faint">
            {title}
          </span>
          {faults
            .filter((fault) => fault.group === group)
            .map(({ kind, label, unavailable }) => (
              <Radio.Root
                key={kind}
                value={kind}
                aria-label={unavailable === undefined ? label : `${label}, not for this delivery`}
                className={classNames(
                  'flex h-7 items-center rounded-control px-2 text-left select-none transition-colors hover:bg-hover data-checked:bg-selected data-checked:font-medium forced-colors:data-checked:bg-[Highlight]',
                  unavailable === undefined ? 'text-muted hover:text-text data-checked:text-text' : 'text-faint'
                )}
              >
                <span className="min-w-0 flex-1 truncate">{label}</span>
                {unavailable !== undefined && <Ban className="size-3.5 text-faint" />}
              </Radio.Root>
            ))}
        </div>
      ))}
    </RadioGroup>
  )
}
