/** The options of a driver, as it names them; what few need is folded up. */
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { TunnelDriverInfo, TunnelOptions } from '../../../electron/contract/index.ts'
import { FieldGrid } from '../../components/page.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'

export interface DriverFieldsProps {
  readonly driver: TunnelDriverInfo
  readonly options: TunnelOptions
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (options: TunnelOptions) => void
}

export function DriverFields({ driver, options, errors, onChange }: DriverFieldsProps): ReactNode {
  const usual = driver.fields.filter(({ rare }) => rare !== true)
  const rare = driver.fields.filter((field) => field.rare === true)
  const wrong = rare.some(({ name }) => errors[name] !== undefined)
  const inUse = rare.some(({ name }) => String(options[name] ?? '') !== '')
  const [unfolded, setUnfolded] = useState<boolean>()
  const shown = wrong || (unfolded ?? inUse)
  const draw = ({ name, label, placeholder, required, hint, numeric }: TunnelDriverInfo['fields'][number]): ReactNode => (
    <Field key={name} label={label} optional={!required} hint={hint} error={errors[name]}>
      <Input
        mono
        value={String(options[name] ?? '')}
        placeholder={placeholder}
        inputMode={numeric === true ? 'numeric' : undefined}
        onChange={(text) => onChange({ ...options, [name]: text })}
      />
    </Field>
  )
  return (
    <>
      {usual.length > 0 && <FieldGrid>{usual.map(draw)}</FieldGrid>}
      {rare.length > 0 && (
        <>
          <button
            type="button"
            aria-expanded={shown}
            onClick={() => setUnfolded(!shown)}
            className="hit-area flex w-fit items-center gap-1 rounded-chip text-12 text-muted transition-colors hover:text-text"
          >
            <ChevronRight className={classNames('size-3.5', shown && 'rotate-90')} />
            More options
          </button>
          {shown && <FieldGrid>{rare.map(draw)}</FieldGrid>}
        </>
      )}
    </>
  )
}

/** Only what the driver knows, and only what was filled in. */
export function filledOptions(driver: TunnelDriverInfo | undefined, options: TunnelOptions): TunnelOptions {
  const entries = (driver?.fields ?? []).map(({ name }) => [name, String(options[name] ?? '').trim()] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
