/** What the provider did about an event: its deliveries side by side, and its published schedule. */
import { z } from 'zod'
import { epochMs, id } from './primitives.ts'
import { retrySchedule, verdict } from './schemes.ts'

/** How a part of a delivery compares with that of the one before; `none` where either lacks it. */
const comparison = z.enum(['same', 'changed', 'none'])

export const redelivery = z.object({
  id,
  receivedAt: epochMs,
  verdict,
  /** What we answered; absent while or when no answer went out. */
  responseStatus: z.number().int().optional(),
  durationMs: z.number(),
  /** The fault applied, by kind. */
  fault: z.string().optional(),
  sizeBytes: z.number().int(),
  viaTunnel: z.boolean(),
  /** Since the delivery before; absent for the first. */
  gapMs: z.number().optional(),
  /** What the provider's schedule says of this gap; absent where it says nothing. */
  expectedGapMs: z.number().optional(),
  /** What our answer to the one before asked for with `Retry-After`. */
  askedGapMs: z.number().optional(),
  /** All compared with the delivery before, absent for the first. */
  compared: z
    .object({
      eventId: comparison,
      bytes: z.enum(['same', 'changed']),
      signature: comparison,
      timestamp: comparison,
      /** Names of headers whose value is another, or that came or went. */
      headers: z.array(z.string())
    })
    .optional()
})

export const redeliveries = z.object({
  eventId: z.string().optional(),
  /** Grouped by the event id, or by equal bytes where there is none. */
  groupedBy: z.enum(['event_id', 'bytes']),
  /** Oldest first. */
  items: z.array(redelivery),
  /** How many more carry the event than are listed. */
  left: z.number().int(),
  schedule: retrySchedule.extend({ providerLabel: z.string() }).optional(),
  /** When the schedule wants the next one; absent after a success, at the schedule's end, or without a schedule. */
  nextExpectedAt: epochMs.optional()
})

export type Redelivery = z.infer<typeof redelivery>
export type Redeliveries = z.infer<typeof redeliveries>
