/** A whole number that may be left out: empty means that there is none. */
import type { ReactNode } from 'react'
import { Input } from '../../components/ui/input.tsx'

export interface OptionalNumberProps {
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
  readonly placeholder: string
  readonly unit?: string | undefined
}

export function OptionalNumber({ value, onChange, placeholder, unit }: OptionalNumberProps): ReactNode {
  return (
    <span className="relative flex items-center">
      <Input
        inputMode="numeric"
        value={value === undefined ? '' : String(value)}
        placeholder={placeholder}
        onChange={(text) => {
          const digits = text.replaceAll(/\D/g, '').slice(0, 9)
          onChange(digits === '' ? undefined : Number(digits))
        }}
      />
      {unit !== undefined && value !== undefined && <span className="pointer-events-none absolute right-2 text-12 text-faint">{unit}</span>}
    </span>
  )
}
