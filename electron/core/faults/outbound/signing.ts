/** Signing within a fault: so that nothing is wrong with a request but what the fault is about. */
import { headerValue } from '../../schemes/headers.ts'
import { resign } from '../../schemes/resign.ts'
import type { Draft, FaultContext, FaultedRequest, Unavailable } from './outbound-fault.ts'

/** The draft signed at a moment, now when left out; nothing when that can't be done. */
export function signAt(draft: Draft, context: FaultContext, now: number = context.now): Draft | undefined {
  const { scheme, settings, secret } = context
  return secret === undefined ? undefined : resign(scheme, draft, secret, { now, settings })
}

/** The draft with a fresh signature where that can be had, else as it is. */
export function fresh(draft: Draft, context: FaultContext): FaultedRequest {
  const signed = signAt(draft, context)
  return signed === undefined ? { request: draft, resigned: false } : { request: signed, resigned: true }
}

/** A changed draft whose signature is right all the same: signed anew, or never signed at all. */
export function rightlySigned(changed: Draft, context: FaultContext): FaultedRequest | Unavailable {
  const signed = signAt(changed, context)
  if (signed !== undefined) return { request: signed, resigned: true }
  const { scheme, settings, now } = context
  const verdict = scheme.verify(changed, [], now, settings)
  return verdict.status === 'unsigned' ? { request: changed, resigned: false } : { unavailable: whyNoSigning(context) }
}

/** A spoiled request that the scheme itself refuses; when it does not, there is nothing that an app could notice. */
export function refusedRequest(spoiled: FaultedRequest, context: FaultContext, notCovered: string): FaultedRequest | Unavailable {
  return isVerified(spoiled.request, context) ? { unavailable: notCovered } : spoiled
}

/** Whether the scheme takes a request for good, with the secret or with none to check. */
export function isVerified(request: Draft, { scheme, settings, secret, now }: FaultContext, asked: string | undefined = secret): boolean {
  const secrets = asked === undefined ? [] : [{ id: 'secret', label: '', value: asked }]
  const { status } = scheme.verify(request, secrets, now, settings)
  return status === 'verified' || status === 'unsigned'
}

/** Why nothing can be signed anew, and what to do. */
export function whyNoSigning({ scheme, secret }: FaultContext): string {
  if (scheme.sign === undefined) return `${scheme.label} signs with a key that only the provider has, so nothing can be signed anew.`
  if (secret === undefined) return 'There is no secret to sign with. Add the signing secret to the endpoint.'
  return `The secret is none that ${scheme.label} can sign with. ${scheme.secretHint}`
}

/** The header that bears the signature, with the signature's own text; nothing when it stands in the body or the address. */
export function signatureIn(request: Draft, { scheme, settings, secret, now }: FaultContext): SignaturePlace | undefined {
  const text = secret === undefined ? undefined : scheme.trace?.(request, secret, now, settings)?.received[0]
  const named = request.headers.find(([name, value]) =>
    text === undefined || text === '' ? isSignatureHeader(name, scheme, settings) : value.includes(text)
  )
  return named === undefined || named[1] === '' ? undefined : { name: named[0], value: named[1], text: text ?? named[1] }
}

export interface SignaturePlace {
  readonly name: string
  readonly value: string
  readonly text: string
}

/** The request with another value in one header, or without it. */
export function withHeader(request: Draft, name: string, value: string | undefined): Draft {
  const headers = request.headers.flatMap((pair) => {
    if (pair[0].toLowerCase() !== name.toLowerCase()) return [pair]
    return value === undefined ? [] : [[pair[0], value] as const]
  })
  return { ...request, headers: headers.map(([header, text]) => [header, text]) }
}

/** The request with a content type in place of its own. */
export function withContentType(request: Draft, value: string): Draft {
  if (headerValue(request.headers, 'content-type') !== undefined) return withHeader(request, 'content-type', value)
  return { ...request, headers: [...request.headers, ['Content-Type', value]] }
}

function isSignatureHeader(name: string, scheme: FaultContext['scheme'], settings: FaultContext['settings']): boolean {
  const chosen = settings.options['header']
  const names = [...scheme.signatureHeaders, ...(typeof chosen === 'string' ? [chosen] : [])]
  return names.some((one) => one.toLowerCase() === name.toLowerCase())
}
