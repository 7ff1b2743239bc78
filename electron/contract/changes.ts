/** Changes: the live update messages that an interface follows. */
import { z } from 'zod'
import { checkSummary } from './checks.ts'
import { deliverySummary } from './deliveries.ts'
import { endpoint } from './endpoints.ts'
import { exposure } from './exposure.ts'
import { fault } from './faults.ts'
import { id } from './primitives.ts'
import { job, targetHealth } from './sending.ts'
import { problem, settings } from './settings.ts'
import { attempt, target } from './targets.ts'
import { tunnel } from './tunnel.ts'

/**
 * One change. Deliveries come coalesced, oldest first; `skipped` counts those that were left out of a flood, to be had
 * from the list. A list-like change carries the whole new list, so that a reader can't drift.
 */
export const change = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), startedAt: z.number() }),
  z.object({ type: z.literal('deliveries.received'), items: z.array(deliverySummary), skipped: z.number().int() }),
  z.object({ type: z.literal('deliveries.updated'), items: z.array(deliverySummary) }),
  z.object({ type: z.literal('deliveries.removed'), ids: z.array(id).optional() }),
  z.object({ type: z.literal('attempt.finished'), attempt }),
  z.object({ type: z.literal('endpoints.changed'), items: z.array(endpoint) }),
  z.object({ type: z.literal('targets.changed'), endpointId: id, items: z.array(target) }),
  z.object({ type: z.literal('faults.changed'), endpointId: id, items: z.array(fault) }),
  z.object({ type: z.literal('tunnel.changed'), tunnel }),
  z.object({ type: z.literal('exposure.changed'), exposure }),
  z.object({ type: z.literal('settings.changed'), settings }),
  z.object({ type: z.literal('problems.changed'), items: z.array(problem) }),
  z.object({ type: z.literal('filters.changed') }),
  /** All jobs that run, and the last ones that ended; newest first. */
  z.object({ type: z.literal('jobs.changed'), items: z.array(job) }),
  z.object({ type: z.literal('retries.changed'), pending: z.number().int() }),
  z.object({ type: z.literal('health.changed'), items: z.array(targetHealth) }),
  z.object({ type: z.literal('check.changed'), check: checkSummary })
])

export type Change = z.infer<typeof change>
