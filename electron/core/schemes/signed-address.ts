/** Addresses as the provider called them, for schemes that sign them. */
import { headerValue } from './headers.ts'
import type { SchemeOptionField } from '../../contract/index.ts'
import type { SchemeSettings, SignedRequest } from './scheme.ts'

/** An option to name the address as it stands in the provider's settings, where that differs from what arrives. */
export const addressOption: SchemeOptionField = {
  name: 'address',
  label: 'Registered address',
  kind: 'text',
  default: '',
  help: 'The address exactly as the provider knows it. Leave empty to use the public address of the delivery.'
}

/** The addresses that may have been signed: the registered one, else the public one, else what the Host header says. */
export function signedAddresses(request: SignedRequest, settings: SchemeSettings): string[] {
  const registered = settings.options['address']
  if (typeof registered === 'string' && registered !== '') return [registered]
  if (request.publicUrl !== undefined) return [request.publicUrl]
  const host = headerValue(request.headers, 'host') ?? 'localhost'
  return [`https://${host}${request.url}`, `http://${host}${request.url}`]
}
