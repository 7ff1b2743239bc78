/** A labelled control with its hint and its error. The error comes from the caller: mostly from the server. */
import { Field as FieldPrimitive } from '@base-ui/react/field'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly optional?: boolean
  /** At the right end of the label's line: a link, a unit. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Field({ label, hint, error, optional = false, aside, children }: FieldProps): ReactNode {
  return (
    <FieldPrimitive.Root invalid={error !== undefined} className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <FieldPrimitive.Label className="text-12 font-medium text-text">
          {label}
          {optional && <span className="font-normal text-faint"> (optional)</span>}
        </FieldPrimitive.Label>
        {aside !== undefined && <span className="text-12 text-muted">{aside}</span>}
      </div>
      {children}
      {error !== undefined && (
        <FieldPrimitive.Error match className="flex items-start gap-1 text-12 text-danger">
          <CircleAlert className="mt-px size-3.5" />
          <span className="min-w-0 wrap-break-word">{error}</span>
        </FieldPrimitive.Error>
      )}
      {hint !== undefined && <FieldPrimitive.Description className="text-12 text-muted">{hint}</FieldPrimitive.Description>}
    </FieldPrimitive.Root>
  )
}
