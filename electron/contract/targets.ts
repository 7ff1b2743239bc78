/** Targets, attempts and resending: what goes out to the developer's own app. */
import { z } from 'zod'
import { outboundFaultKind } from './outbound-faults.ts'
import { outcome } from './outcome.ts'
import { bytesView, epochMs, headerPairs, id } from './primitives.ts'
import { retryPolicy } from './sending.ts'

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
  allowRemote: z.boolean(),
  retry: retryPolicy,
  /** Send what it missed, in order, as soon as it answers again. */
  autoCatchUp: z.boolean()
}

export const target = z.object({
  id,
  endpointId: id,
  ...targetFields,
  /** Link-local and metadata addresses that were confirmed one by one, see `targets.confirmAddress`. */
  confirmedAddresses: z.array(z.string()),
  createdAt: epochMs,
  /** Since when it takes the deliveries that it takes now: its filter, its mode or whether it is on was changed then. */
  takesSince: epochMs.optional()
})

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
  allowRemote: targetFields.allowRemote.default(false),
  retry: targetFields.retry.default({ kind: 'none' }),
  autoCatchUp: targetFields.autoCatchUp.default(false)
})

export const targetPatch = z.object(targetFields).extend({ filter: targetFilter.nullish() }).partial()

/** Milliseconds since the attempt began; a phase that was never reached is left out. */
export const attemptTimings = z.object({
  connectMs: z.number().optional(),
  firstByteMs: z.number().optional(),
  totalMs: z.number()
})

/** Where an attempt comes from, and what of it differs from the stored delivery. */
export const lineage = z.object({
  /** The attempt that failed before it, of a retry. */
  attemptId: id.optional(),
  /** The job that sent it. */
  jobId: id.optional(),
  changed: z.array(z.enum(['method', 'path', 'headers', 'body', 'signature', 'event_id'])),
  /** The fresh event id that it carries. */
  eventId: z.string().optional(),
  /** Hooklab ended while the same was being sent, so the target may have had it before. */
  again: z.boolean().optional()
})

export const attempt = z.object({
  id,
  deliveryId: id,
  targetId: id.optional(),
  targetUrl: z.string(),
  kind: z.enum(['forward', 'relay', 'resend', 'retry', 'replay', 'catch-up']),
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
  response: z.object({ status: z.number().int(), headers: headerPairs, body: bytesView }).optional(),
  lineage: lineage.optional()
})

/** Where to, and how signed. Without a destination: the first enabled target of the delivery's endpoint. */
const sendFields = {
  targetUrl: z.string().max(2048).optional(),
  targetId: id.optional(),
  /** `advised`: where the delivery's own signature is too old by now and a fresh one can be made. Left out: as it came. */
  resign: z.union([z.boolean(), z.literal('advised')]).optional(),
  /** Put a fresh event id where the provider has it, so that the app takes it for a new event. */
  freshEventId: z.boolean().optional()
}

const paceFields = {
  /** How many may be under way at once. */
  parallel: z.number().int().min(1).max(64).default(1),
  /** Milliseconds from the start of one to the start of the next. */
  spacingMs: z.number().int().min(0).max(600_000).default(0)
}

export const resendInput = z.object({
  ...sendFields,
  ...paceFields,
  edits: z
    .object({
      method: z.string().min(1).max(32).optional(),
      /** Path and query. */
      path: z.string().max(8192).optional(),
      headers: headerPairs.optional(),
      bodyBase64: z.string().optional()
    })
    .optional(),
  times: z.number().int().min(1).max(1000).default(1),
  /** Misbehave on purpose; a fault may send several requests each time. */
  fault: outboundFaultKind.optional()
})

/** A selection by ids, or what a filter matches, oldest first; at most 1,000. More of them: replay. */
export const resendManyInput = z.object({
  ids: z.array(id).min(1).max(1000).optional(),
  q: z.string().max(2000).optional(),
  ...sendFields,
  ...paceFields
})

/** Without a destination each delivery goes to the enabled targets of its own endpoint whose filter takes it. */
export const replayInput = z.object({
  q: z.string().max(2000).default(''),
  ...sendFields,
  /** `original`: as far apart as they came; `scaled`: that divided by `speed`; `none`: one right after the other. */
  gaps: z.enum(['none', 'original', 'scaled']).default('none'),
  speed: z.number().min(0.01).max(1_000_000).default(10),
  /** No gap is longer than this. */
  longestGapMs: z.number().int().min(0).max(86_400_000).default(60_000),
  /** End it at the first attempt that is not answered with 2xx. */
  stopOnFailure: z.boolean().default(false)
})

export type TargetFilter = z.infer<typeof targetFilter>
export type Target = z.infer<typeof target>
export type TargetInput = z.input<typeof targetInput>
export type TargetPatch = z.infer<typeof targetPatch>
export type AttemptTimings = z.infer<typeof attemptTimings>
export type Attempt = z.infer<typeof attempt>
export type AttemptKind = Attempt['kind']
export type Lineage = z.infer<typeof lineage>
export type ResendInput = z.input<typeof resendInput>
export type ResendManyInput = z.input<typeof resendManyInput>
export type ReplayInput = z.input<typeof replayInput>
