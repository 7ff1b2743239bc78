/** Chooses what happens: every kind of fault, by where it bites. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import type { FaultKind, FaultKindInfo } from '../../../electron/contract/index.ts'
import { faultIcon } from './fault-icons.tsx'

const groups = { answer: 'The answer', time: 'Its time', connection: 'The connection' } as const satisfies Record<
  FaultKindInfo['group'],
  string
>

export interface FaultKindPickerProps {
  readonly kinds: readonly FaultKindInfo[]
  readonly value: FaultKind
  readonly onChange: (kind: FaultKind) => void
}

export function FaultKindPicker({ kinds, value, onChange }: FaultKindPickerProps): ReactNode {
  return (
    <RadioGroup value={value} onValueChange={onChange} aria-label="What happens" className="flex flex-col gap-3">
      {Object.entries(groups).map(([group, title]) => (
        <div key={group} className="flex flex-col gap-px">
          <span aria-hidden className="px-2 pb-0.5 text-11 text-faint">
            {title}
          </span>
          {kinds
            .filter((each) => each.group === group)
            .map(({ kind, label }) => (
              <Radio.Root
                key={kind}
                value={kind}
                aria-label={label}
                className="flex h-7 items-center gap-2 rounded-control px-2 text-left text-muted select-none transition-colors hover:bg-hover hover:text-text data-checked:bg-selected data-checked:font-medium data-checked:text-text forced-colors:data-checked:bg-[Highlight] [&_.lucide]:text-violet"
              >
                {faultIcon(kind)}
                <span className="truncate">{label}</span>
              </Radio.Root>
            ))}
        </div>
      ))}
    </RadioGroup>
  )
}
