/** Which field of a form an error of the server belongs to. */
import { toProblem } from '../lib/problems.ts'

export interface FormErrors {
  /** By field name, dotted for nested ones. */
  readonly fields: Readonly<Record<string, string>>
  /** What belongs to no field of the form. */
  readonly rest?: string
}

export const noErrors: FormErrors = { fields: {} }

const prefixed = /^([A-Za-z][\w.]*): (.+)$/s

/**
 * Sorts an error to the form's fields.
 * Shape: the server writes `url: what is wrong; name: what is wrong`; anything else is the whole form's.
 */
export function formErrors(error: unknown, names: readonly string[]): FormErrors {
  const { message } = toProblem(error)
  const fields: Record<string, string> = {}
  const rest: string[] = []
  for (const part of message.split('; ')) {
    const [, path = '', text = ''] = prefixed.exec(part) ?? []
    const name = names.find((known) => path === known || path.startsWith(`${known}.`) || path.endsWith(`.${known}`))
    if (name === undefined) rest.push(part)
    else fields[name] ??= capitalise(text)
  }
  return rest.length === 0 ? { fields } : { fields, rest: rest.join('; ') }
}

/** The error of saving a single field, without the field's own name before it. */
export function fieldError(error: unknown): string {
  const { message } = toProblem(error)
  return capitalise(prefixed.exec(message)?.[2] ?? message)
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
