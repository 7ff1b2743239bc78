/** A request as scripts write it down, made into what a scheme verifies. */
import { z } from 'zod'
import { headerPair } from '../../contract/index.ts'
import { AppError } from '../../core/errors.ts'
import { decodeBase64 } from '../../core/schemes/encoding.ts'
import { findScheme } from '../../core/schemes/registry.ts'
import type { Scheme, SchemeSecret, SchemeSettings, SignedRequest } from '../../core/schemes/scheme.ts'
import { unknownProvider, type VerifyOptions } from './verify-options.ts'

const headerMap = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const capturedSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  provider: z.string().optional(),
  scheme: z.string().optional(),
  secret: z.string().optional(),
  publicKey: z.string().optional(),
  secretNote: z.string().optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  toleranceSeconds: z.number().min(0).optional(),
  method: z.string().min(1).default('POST'),
  url: z.string().min(1),
  headers: z.union([z.array(headerPair), headerMap]),
  bodyBase64: z.string(),
  /** Unix seconds. */
  now: z.number().optional()
})

type Captured = z.infer<typeof capturedSchema>

/** All that verifying one request needs. */
export interface Question {
  readonly id: string | number
  readonly scheme: Scheme
  readonly settings: SchemeSettings
  readonly secrets: readonly SchemeSecret[]
  readonly request: SignedRequest
  /** Epoch ms. */
  readonly now: number
}

/** Errors: throws BAD_REQUEST or UNPROCESSABLE with a sentence that names the field. `number` stands in for a missing id. */
export function readQuestion(value: unknown, number: number, options: VerifyOptions): Question {
  const parsed = capturedSchema.safeParse(value)
  if (!parsed.success) throw new AppError('BAD_REQUEST', fieldProblem(parsed.error))
  const captured = parsed.data
  const scheme = schemeOf(captured, options)
  const secret = captured.secret ?? captured.publicKey ?? options.secret
  return {
    id: captured.id ?? number,
    scheme,
    settings: settingsOf(captured, scheme),
    secrets: secret === undefined ? [] : [{ id: 'secret', label: 'secret', value: secret }],
    request: { method: captured.method, ...address(captured.url), headers: pairs(captured.headers), body: bytes(captured.bodyBase64) },
    now: captured.now === undefined ? Date.now() : milliseconds(captured.now)
  }
}

function fieldProblem({ issues }: z.ZodError): string {
  const [issue] = issues
  const field = issue?.path.join('.') ?? ''
  if (field === '') return 'a request must be a JSON object.'
  return `the field "${field}" is not right: ${issue?.message ?? 'unknown'}.`
}

function schemeOf({ provider }: Captured, options: VerifyOptions): Scheme {
  const id = provider ?? options.provider
  if (id === undefined) throw new AppError('BAD_REQUEST', 'the field "provider" is missing. Add it, or give --provider.')
  const scheme = findScheme(id)
  if (scheme === undefined) throw new AppError('UNPROCESSABLE', unknownProvider(id))
  return scheme
}

/** A provider that tells its ways of signing apart by itself takes any name for them; one with named option sets only those. */
function settingsOf(captured: Captured, scheme: Scheme): SchemeSettings {
  const { scheme: variant, options = {}, toleranceSeconds = scheme.toleranceSeconds ?? 300 } = captured
  const { variants } = scheme
  if (variant !== undefined && variants !== undefined && !Object.hasOwn(variants, variant)) {
    const known = Object.keys(variants).join(', ')
    throw new AppError('UNPROCESSABLE', `the provider "${scheme.id}" has no scheme "${variant}". Schemes: ${known}; or leave it out.`)
  }
  const chosen = variant === undefined ? {} : variants?.[variant]
  return { toleranceSeconds, options: scheme.parseOptions({ ...chosen, ...notedOptions(captured), ...options }) }
}

/** PayPal signs an id that it never sends; a capture says it beside the secret, in words. */
function notedOptions({ secretNote }: Captured): Readonly<Record<string, unknown>> {
  const webhookId = /^webhook id (\S+)/.exec(secretNote ?? '')?.[1]
  return webhookId === undefined ? {} : { webhookId }
}

/** A whole URL is what the provider called; path and query alone are what arrived. */
function address(text: string): { readonly url: string; readonly publicUrl?: string } {
  const origin = /^https?:\/\/[^/?#]*/i.exec(text)?.[0]
  if (origin === undefined) return { url: text }
  return { url: text.slice(origin.length), publicUrl: text }
}

function pairs(headers: Captured['headers']): SignedRequest['headers'] {
  if (Array.isArray(headers)) return headers
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))
}

function bytes(base64: string): Uint8Array {
  // Command-line encoders break long lines.
  const body = decodeBase64(base64.replaceAll(/\s/g, ''))
  if (body === undefined) throw new AppError('BAD_REQUEST', 'the field "bodyBase64" is not base64. Encode the exact bytes of the body.')
  return body
}

function milliseconds(now: number): number {
  if (Math.abs(now) > 1e11)
    throw new AppError('BAD_REQUEST', `the field "now" is in seconds since 1970; ${now} looks like milliseconds. Divide it by 1000.`)
  return now * 1000
}
