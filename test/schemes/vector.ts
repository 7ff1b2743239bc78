/** Signed requests with a known answer, one file a provider in `vectors/`; the fields are those that `hooklab verify` reads. */
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import type { Scheme, SchemeSecret, SchemeSettings, SignedRequest } from '../../electron/core/schemes/scheme.ts'
import { headerPair, type FailureReason } from '../../electron/contract/index.ts'

const vectorSchema = z.object({
  id: z.string(),
  provider: z.string(),
  scheme: z.string(),
  name: z.string(),
  secret: z.string().optional(),
  publicKey: z.string().optional(),
  secretNote: z.string().optional(),
  method: z.string(),
  url: z.string(),
  headers: z.array(headerPair),
  bodyBase64: z.string(),
  /** Unix seconds. */
  now: z.number(),
  expect: z.enum(['valid', 'invalid']),
  reason: z.string().optional(),
  /** True when the answer follows from the scheme itself, false for questions of policy. */
  normative: z.boolean(),
  note: z.string().optional()
})

export type Vector = z.infer<typeof vectorSchema>

const folder = new URL('./vectors/', import.meta.url)

/** The vectors of every provider, by file. */
export function allVectors(): Vector[] {
  return vectorFiles().flatMap((name) => z.array(vectorSchema).parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))))
}

export function vectorFiles(): string[] {
  return readdirSync(folder).flatMap((name) =>
    name.endsWith('.json') && name !== 'handshakes.json' ? [name.slice(0, -'.json'.length)] : []
  )
}

/** Everything that verifying a vector needs. */
export interface Case {
  readonly scheme: Scheme
  readonly request: SignedRequest
  readonly secrets: readonly SchemeSecret[]
  readonly now: number
  readonly settings: SchemeSettings
}

export function caseOf(vector: Vector): Case {
  const scheme = findScheme(vector.provider)
  if (scheme === undefined) throw new Error(`No scheme for ${vector.provider}`)
  const url = new URL(vector.url)
  return {
    scheme,
    request: {
      method: vector.method,
      url: vector.url.slice(url.origin.length),
      publicUrl: vector.url,
      headers: vector.headers,
      body: Buffer.from(vector.bodyBase64, 'base64')
    },
    secrets: [{ id: 'secret', label: '', value: vector.secret ?? vector.publicKey ?? '' }],
    now: vector.now * 1000,
    settings: settingsFor(scheme, vector.scheme, optionsIn(vector))
  }
}

/** The settings of one of a scheme's variants, as an endpoint with nothing else set has them. */
export function settingsFor(scheme: Scheme, variant = '', options: Readonly<Record<string, unknown>> = {}): SchemeSettings {
  return { toleranceSeconds: scheme.toleranceSeconds ?? 300, options: scheme.parseOptions({ ...scheme.variants?.[variant], ...options }) }
}

/** What a vector says of the receiver in words: PayPal signs a webhook id that is never sent. */
function optionsIn({ secretNote }: Vector): Readonly<Record<string, unknown>> {
  const webhookId = /^webhook id (\S+)/.exec(secretNote ?? '')?.[1]
  return webhookId === undefined ? {} : { webhookId }
}

/** What the vectors call a reason, in our words; where two are listed, either tells the truth. */
export const reasonNames: Readonly<Record<string, readonly FailureReason[]>> = {
  bad_signature: ['signature_mismatch'],
  bad_body_hash: ['signature_mismatch'],
  bad_timestamp: ['malformed_header'],
  stale_timestamp: ['timestamp_out_of_tolerance'],
  future_timestamp: ['timestamp_out_of_tolerance'],
  duplicated_header: ['malformed_header'],
  malformed_header: ['malformed_header'],
  malformed_body: ['malformed_header'],
  malformed_payload: ['malformed_header'],
  missing_header: ['missing_header'],
  missing_signature: ['missing_header'],
  missing_body_hash: ['missing_header', 'malformed_header'],
  missing_timestamp: ['missing_header', 'malformed_header'],
  untrusted_cert_url: ['key_unavailable'],
  wrong_algorithm: ['unsupported_algorithm'],
  wrong_scheme: ['unsupported_algorithm'],
  wrong_issuer: ['signature_mismatch'],
  wrong_key_id: ['key_unavailable']
}
