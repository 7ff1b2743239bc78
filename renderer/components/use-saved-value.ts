/** A value that is saved as soon as it has been settled on; an error stays at its field, with what was typed. */
import { useRef, useState } from 'react'
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
  /** What is on its way: Enter saves, and leaving the field afterwards need not do it again. */
  const underway = useRef<string>(undefined)
  const value = typed === undefined ? saved : typed.value

  const revert = (): void => {
    setTyped(undefined)
    setError(undefined)
  }
  const save = (given?: Value): void => {
    const next = given ?? value
    const text = JSON.stringify(next)
    if (text === underway.current) return
    if (text === JSON.stringify(saved)) return revert()
    setTyped({ value: next })
    const problem = check?.(next)
    setError(problem)
    if (problem !== undefined) return undefined
    underway.current = text
    onSave(next)
      .then(
        () => setTyped((current) => (JSON.stringify(current?.value) === text ? undefined : current)),
        (failure: unknown) => setError(fieldError(failure))
      )
      .finally(() => {
        if (underway.current === text) underway.current = undefined
      })
    return undefined
  }
  return { value, error, edit: (next) => setTyped({ value: next }), save, revert }
}
