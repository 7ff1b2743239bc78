/** Which option of a driver an error belongs to. */
import type { TunnelOptions } from '../../../electron/contract/index.ts'
import { type FormErrors, formErrors } from '../../components/field-errors.ts'

const optionNames = [
  'host',
  'subdomain',
  'url',
  'hostname',
  'tunnelName',
  'binary',
  'port',
  'user',
  'identityFile',
  'remoteHost',
  'remotePort'
] as const

/** What is wrong with an option is told in a sentence that begins with what was typed, in quotes. */
export function driverErrors(error: unknown, options: TunnelOptions): FormErrors {
  const sorted = formErrors(error, optionNames)
  const name = optionNames.find((known) => sorted.rest?.startsWith(`“${String(options[known] ?? '').trim()}”`))
  return name === undefined || sorted.rest === undefined ? sorted : { fields: { ...sorted.fields, [name]: sorted.rest } }
}
