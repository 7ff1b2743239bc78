/** Targets, attempts and resending: what goes out to the developer's own app. */
import { z } from 'zod'
import { outboundFaultKind } from './outbound-faults.ts'
import { bytesView, epochMs, headerPairs, id } from './primitives.ts'

export const targetFilter = z.object({
  eventType: z.string().max(256).optional(),
  header: z.object({ name: z.string().min(1).max(256), value: z.string().max(1024).optional() }).optional(),
  jsonPath: z.string().max(256).optional(),
  equals: z.string().max(1024).optional()
})

const targetFields = {
  name: z.string().max(120),
  url: z.string().max(2048),
  mode: z.enum(['after-ack', 'relay']),
  enabled: z.boolean(),
  filter: targetFilter.optional(),
  /** `append`: what follows the endpoint's path is appended to the URL's path; `replace`: the URL is used as it is. */
  pathMode: z.enum(['append', 'replace']),
  setHeaders: headerPairs,
  removeHeaders: z.array(z.string()),
  timeoutMs: z.number().int().min(1).max(600_000),
  concurrency: z.number().int().min(1).max(256),
  verifyTls: z.boolean(),
  /** The developer has allowed this address although it is not loopback. */
  allowRemote: z.boolean()
}

export const target = z.object({ id, endpointId: id, ...targetFields, createdAt: epochMs })

export const targetInput = z.object({
  ...targetFields,
  name: targetFields.name.default(''),
  mode: targetFields.mode.default('after-ack'),
  enabled: targetFields.enabled.default(true),
  pathMode: targetFields.pathMode.default('replace'),
  setHeaders: targetFields.setHeaders.default([]),
  removeHeaders: targetFields.removeHeaders.default([]),
  timeoutMs: targetFields.timeoutMs.default(30_000),
  concurrency: targetFields.concurrency.default(8),
  verifyTls: targetFields.verifyTls.default(true),
  allowRemote: targetFields.allowRemote.default(false)
})

export const targetPatch = z.object(targetFields).extend({ filter: targetFilter.nullish() }).partial()

/** What became of one attempt. */
export const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('responded'), status: z.number().int() }),
  z.object({ kind: z.literal('refused'), detail: z.string() }),
  z.object({ kind: z.literal('timed_out'), detail: z.string() }),
  z.object({ kind: z.literal('reset'), detail: z.string() }),
  z.object({ kind: z.literal('dns_failed'), detail: z.string() }),
  z.object({ kind: z.literal('tls_failed'), detail: z.string() }),
  z.object({ kind: z.literal('aborted'), detail: z.string() })
])

/** Milliseconds since the attempt began; a phase that was never reached is left out. */
export const attemptTimings = z.object({
  connectMs: z.number().optional(),
  firstByteMs: z.number().optional(),
  totalMs: z.number()
})

export const attempt = z.object({
  id,
  deliveryId: id,
  targetId: id.optional(),
  targetUrl: z.string(),
  kind: z.enum(['forward', 'relay', 'resend', 'retry', 'replay']),
  number: z.number().int(),
  sentAt: epochMs,
  outcome,
  timings: attemptTimings,
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: headerPairs,
    body: bytesView,
    edited: z.boolean(),
    resigned: z.boolean(),
    /** The misbehaviour that this request was part of, on purpose. */
    fault: outboundFaultKind.optional()
  }),
  response: z.object({ status: z.number().int(), headers: headerPairs, body: bytesView }).optional()
})

export const resendInput = z.object({
  targetUrl: z.string().max(2048).optional(),
  targetId: id.optional(),
  resign: z.boolean().optional(),
  edits: z
    .object({
      method: z.string().min(1).max(32).optional(),
      /** Path and query. */
      path: z.string().max(8192).optional(),
      headers: headerPairs.optional(),
      bodyBase64: z.string().optional()
    })
    .optional(),
  times: z.number().int().min(1).max(100).default(1),
  /** Misbehave on purpose; a fault may send several requests each time. */
  fault: outboundFaultKind.optional()
})

export type TargetFilter = z.infer<typeof targetFilter>
export type Target = z.infer<typeof target>
export type TargetInput = z.input<typeof targetInput>
export type TargetPatch = z.infer<typeof targetPatch>
export type Outcome = z.infer<typeof outcome>
export type AttemptTimings = z.infer<typeof attemptTimings>
export type Attempt = z.infer<typeof attempt>
export type AttemptKind = Attempt['kind']
export type ResendInput = z.input<typeof resendInput>
