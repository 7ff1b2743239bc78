/** Inbound faults: misbehaviour that an endpoint shows to the provider on purpose. */
import { z } from 'zod'
import { epochMs, id } from './primitives.ts'

/** Parameters by kind. A new kind adds one line here and one file under core/faults/kinds. */
export const faultParams = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('status'),
    params: z.object({
      status: z.number().int().min(200).max(599),
      headers: z.array(z.tuple([z.string().min(1).max(256), z.string().max(8192)])).optional(),
      body: z.string().max(1_048_576).optional()
    })
  }),
  z.object({ kind: z.literal('delay'), params: z.object({ ms: z.number().int().min(0).max(600_000) }) }),
  z.object({ kind: z.literal('hang'), params: z.object({}) }),
  z.object({ kind: z.literal('reset'), params: z.object({ when: z.enum(['before', 'after']).default('before') }) })
])

/** Every field that is set must hold. `eventType` is a glob with `*`; `jsonPath` is dotted, `data.items[0].id`. */
export const faultMatch = z.object({
  eventType: z.string().max(256).optional(),
  jsonPath: z.string().max(256).optional(),
  /** Compared with the value at `jsonPath` as text; left out, the path only has to exist. */
  equals: z.string().max(1024).optional(),
  header: z.object({ name: z.string().min(1).max(256), value: z.string().max(1024).optional() }).optional(),
  method: z.string().max(32).optional()
})

const until = { untilMs: epochMs.optional() }

export const faultScope = z.union([
  z.object({ always: z.literal(true), ...until }).strict(),
  z.object({ nextN: z.number().int().min(1).max(1_000_000), ...until }).strict(),
  z.object({ everyNth: z.number().int().min(1).max(1_000_000), ...until }).strict(),
  z.object({ probability: z.number().min(0).max(1), seed: z.number().int(), ...until }).strict(),
  z.object({ firstPerEvent: z.number().int().min(1).max(1_000), ...until }).strict()
])

const faultFields = {
  match: faultMatch.optional(),
  scope: faultScope.optional(),
  enabled: z.boolean().default(true),
  label: z.string().max(120).optional()
}

export const faultInput = z.intersection(faultParams, z.object(faultFields))

export const faultPatch = z.object({
  params: z.record(z.string(), z.unknown()).optional(),
  match: faultMatch.nullish(),
  scope: faultScope.optional(),
  enabled: z.boolean().optional(),
  label: z.string().max(120).optional()
})

export const fault = z.intersection(
  faultParams,
  z.object({
    id,
    endpointId: id,
    match: faultMatch.optional(),
    scope: faultScope,
    enabled: z.boolean(),
    label: z.string().optional(),
    /** How many deliveries matched, and how many of them the fault was applied to. */
    matchedCount: z.number().int(),
    appliedCount: z.number().int(),
    createdAt: epochMs
  })
)

export type FaultParams = z.infer<typeof faultParams>
export type FaultKind = FaultParams['kind']
export type FaultMatch = z.infer<typeof faultMatch>
export type FaultScope = z.infer<typeof faultScope>
export type FaultInput = z.input<typeof faultInput>
export type FaultPatch = z.infer<typeof faultPatch>
export type Fault = z.infer<typeof fault>
