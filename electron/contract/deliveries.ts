/** Deliveries: what the listener received, as lists and interfaces see it. */
import { z } from 'zod'
import { outcome } from './outcome.ts'
import { bytesView, epochMs, headerPairs, id } from './primitives.ts'
import { verdict } from './schemes.ts'

export const deliverySummary = z.object({
  id,
  receivedAt: epochMs,
  /** Absent for a request that no endpoint's path matched. */
  endpointId: id.optional(),
  method: z.string(),
  /** Path and query exactly as received. */
  url: z.string(),
  provider: z.string(),
  eventType: z.string().optional(),
  eventId: z.string().optional(),
  verdict,
  /** What we answered; absent while no answer has gone out (a held delivery, a client that left). */
  responseStatus: z.number().int().optional(),
  /** The fault applied, by kind. */
  fault: z.string().optional(),
  handshake: z.boolean(),
  sizeBytes: z.number().int(),
  durationMs: z.number(),
  viaTunnel: z.boolean(),
  attempts: z.number().int(),
  lastOutcome: outcome.optional(),
  /** How many earlier deliveries carried the same event: 0 for the first. */
  redelivery: z.number().int(),
  starred: z.boolean()
})

export const logStep = z.object({
  /** Milliseconds since the first byte. */
  atMs: z.number(),
  /** A stable word, `received`, `verified`, `stored`, `answered`, … */
  step: z.string(),
  text: z.string()
})

/** Whether a resend should be signed anew. `reason` is one sentence for a button or a tooltip. */
export const resigning = z.object({
  possible: z.boolean(),
  /** The delivery's own signature is too old for the provider's tolerance by now. */
  advised: z.boolean(),
  reason: z.string(),
  /** When its own signature becomes too old; left out when it never does. */
  validUntil: epochMs.optional(),
  /** Whether a fresh event id can be put in, see `freshEventId`. */
  freshEventId: z.boolean()
})

export const deliveryDetail = deliverySummary.extend({
  httpVersion: z.string(),
  headers: headerPairs,
  trailers: headerPairs,
  body: bytesView,
  /** The body as received is longer than what was kept: bytes kept of bytes received. */
  bodyTruncated: z.object({ keptBytes: z.number().int(), receivedBytes: z.number().int() }).optional(),
  /** The client left before the whole body came. */
  incomplete: z.boolean(),
  remoteAddress: z.string(),
  /** The public URL when it came, without a trailing slash: `url` follows it where the provider called. Only through the tunnel. */
  publicBase: z.string().optional(),
  firstByteAt: epochMs,
  lastByteAt: epochMs,
  response: z.object({ status: z.number().int(), headers: headerPairs, body: bytesView }).optional(),
  /** In the answer of `deliveries.get`. */
  resigning: resigning.optional(),
  /** What a provider's challenge asks the developer to agree to, see `deliveries.accept`. */
  asks: z.object({ kind: z.enum(['secret', 'confirmation']), text: z.string() }).optional(),
  log: z.array(logStep)
})

/** Filter text, see docs/filters.md; an empty text matches all. */
export const filterText = z.string().max(2000)

export const listInput = z.object({
  q: filterText.optional(),
  cursor: z.string().max(128).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100)
})

export const removeManyInput = z.object({ ids: z.array(id).min(1).max(10_000) })

export const deliveryList = z.object({ items: z.array(deliverySummary), nextCursor: z.string().optional() })

export type DeliverySummary = z.infer<typeof deliverySummary>
export type DeliveryDetail = z.infer<typeof deliveryDetail>
export type DeliveryList = z.infer<typeof deliveryList>
export type Resigning = z.infer<typeof resigning>
export type LogStep = z.infer<typeof logStep>
export type ListInput = z.infer<typeof listInput>
