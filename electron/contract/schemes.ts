/** Signature schemes: what an endpoint may choose, and what verification answers. */
import { z } from 'zod'
import { epochMs, id } from './primitives.ts'

export const failureReason = z.enum([
  'missing_header',
  'malformed_header',
  'timestamp_out_of_tolerance',
  'signature_mismatch',
  'unsupported_algorithm',
  'key_unavailable'
])

/**
 * The result of verification.
 * `verified` names the secret that matched; `unsigned` means the request carries no signature and none is expected;
 * `unchecked` means it carries one and the endpoint has no secret to check it with.
 * `about` says whether a failure lies in the signature (the default) or in the timestamp: the guide answers them differently.
 */
export const verdict = z.discriminatedUnion('status', [
  z.object({ status: z.literal('verified'), secretId: id.optional(), detail: z.string().optional() }),
  z.object({
    status: z.literal('failed'),
    reason: failureReason,
    detail: z.string(),
    about: z.enum(['signature', 'timestamp']).optional()
  }),
  z.object({ status: z.literal('unsigned'), detail: z.string().optional() }),
  z.object({ status: z.literal('unchecked'), detail: z.string().optional() })
])

/** Options of the `generic` scheme. `signedContent` is a template over {body} and {timestamp}. */
export const genericOptions = z.object({
  header: z.string().min(1).max(128).default('X-Signature'),
  timestampHeader: z.string().max(128).default('X-Timestamp'),
  algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
  encoding: z.enum(['hex', 'base64', 'base64url']).default('hex'),
  prefix: z.string().max(64).default(''),
  signedContent: z.string().max(256).default('{body}'),
  requireTimestamp: z.boolean().default(false)
})

/** One field of a scheme's options, enough for an interface to draw its form. */
export const schemeOptionField = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'choice', 'switch']),
  choices: z.array(z.string()).optional(),
  default: z.union([z.string(), z.boolean()]),
  help: z.string().optional()
})

/** A provider's published retry behaviour, with its source and the date it was read. */
export const retrySchedule = z.object({
  /** Seconds from each attempt to the next; empty means the provider never retries by itself. */
  delaysSeconds: z.array(z.number()),
  summary: z.string(),
  source: z.string(),
  readOn: z.string()
})

export const schemeInfo = z.object({
  id: z.string(),
  label: z.string(),
  /** Family or provider category, for grouping in a picker. */
  group: z.string(),
  docsUrl: z.string(),
  signatureHeaders: z.array(z.string()),
  secretHint: z.string(),
  secretRequired: z.boolean(),
  toleranceSeconds: z.number().optional(),
  options: z.array(schemeOptionField),
  retries: retrySchedule.optional(),
  canSign: z.boolean(),
  handshake: z.string().optional(),
  /** What happens while the secret is changed, and which answers count as success within what time. */
  rotation: z.string().optional(),
  success: z.string().optional(),
  notes: z.array(z.string())
})

/**
 * A remedy that can be carried out at once. `use_secret` gives the endpoint a secret that another one has, `mend_secret` takes off a
 * stored one what does not belong to it (or adds its prefix); no value is sent anywhere.
 */
export const remedyAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('use_secret'), secretId: id, endpointId: id }),
  z.object({ kind: z.literal('mend_secret'), secretId: id, endpointId: id }),
  z.object({ kind: z.literal('set_scheme'), scheme: z.string(), endpointId: id }),
  z.object({ kind: z.literal('set_options'), endpointId: id, schemeOptions: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('set_tolerance'), endpointId: id, toleranceSeconds: z.number() })
])

/** What the explainer found for one delivery. `cause` is a stable word; `sentence` is for people. */
export const explanation = z.object({
  verdict,
  cause: z.string().optional(),
  sentence: z.string(),
  remedy: z.string().optional(),
  action: remedyAction.optional(),
  evidence: z.object({
    scheme: z.string(),
    signedContentBase64: z.string().optional(),
    expected: z.string().optional(),
    received: z.string().optional(),
    firstDifference: z.number().int().optional(),
    skewSeconds: z.number().optional(),
    timestamp: z.string().optional()
  }),
  triedCount: z.number().int(),
  tookMs: z.number(),
  at: epochMs
})

export type FailureReason = z.infer<typeof failureReason>
export type Verdict = z.infer<typeof verdict>
export type GenericOptions = z.infer<typeof genericOptions>
export type SchemeOptionField = z.infer<typeof schemeOptionField>
export type RetrySchedule = z.infer<typeof retrySchedule>
export type SchemeInfo = z.infer<typeof schemeInfo>
export type RemedyAction = z.infer<typeof remedyAction>
export type Explanation = z.infer<typeof explanation>
