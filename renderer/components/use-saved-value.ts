/** A value that is saved as soon as it has been settled on; an error stays at its field, with what was typed. */
import { useCallback, useState } from 'react'
import { fieldError } from './field-errors.ts'

export interface SavedValue<Value> {
  /** What the field shows: what was typed, until it is what is saved. */
  readonly value: Value
  readonly error: string | undefined
  /** Takes what is typed, without saving. */
  readonly edit: (value: Value) => void
  /** Saves what the field holds, or the value given. */
  readonly save: (value?: Value) => void
  /** Puts back what is saved. */
  readonly revert: () => void
}

export interface SavedValueOptions<Value> {
  readonly saved: Value
  readonly onSave: (value: Value) => Promise<unknown>
  /** Says what is wrong before anything is sent. */
  readonly check?: (value: Value) => string | undefined
}

export function useSavedValue<Value>({ saved, onSave, check }: SavedValueOptions<Value>): SavedValue<Value> {
  const [typed, setTyped] = useState<{ readonly value: Value }>()
  const [error, setError] = useState<string>()
  const value = typed === undefined ? saved : typed.value

  const save = useCallback(
    (given?: Value) => {
      const next = given ?? value
      if (JSON.stringify(next) === JSON.stringify(saved)) {
        setTyped(undefined)
        setError(undefined)
        return
      }
      setTyped({ value: next })
      const problem = check?.(next)
      setError(problem)
      if (problem !== undefined) return
      onSave(next).then(
        () => setTyped((current) => (current?.value === next ? undefined : current)),
        (failure: unknown) => setError(fieldError(failure))
      )
    },
    [value, saved, check, onSave]
  )
  const edit = useCallback((next: Value) => setTyped({ value: next }), [])
  const revert = useCallback(() => {
    setTyped(undefined)
    setError(undefined)
  }, [])
  return { value, error, edit, save, revert }
}
