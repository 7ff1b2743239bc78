/** Inbound faults: misbehaviour that an endpoint shows to the provider on purpose. */
import { z } from 'zod'
import { faultParams } from './fault-params.ts'
import { epochMs, id } from './primitives.ts'

/** Every field that is set must hold. `eventType` and `path` are globs with `*`; `jsonPath` is dotted, `data.items[0].id`. */
export const faultMatch = z.object({
  eventType: z.string().max(256).optional(),
  jsonPath: z.string().max(256).optional(),
  /** Compared with the value at `jsonPath` as text; left out, the path only has to exist. */
  equals: z.string().max(1024).optional(),
  header: z.object({ name: z.string().min(1).max(256), value: z.string().max(1024).optional() }).optional(),
  method: z.string().max(32).optional(),
  /** Of the request below the endpoint's own path, without the query: `/orders/*`. */
  path: z.string().max(512).optional()
})

/** `forMs` is a length: the end is set to so long after the rule was made, switched on or started again. */
const until = { untilMs: epochMs.optional(), forMs: z.number().int().min(1_000).max(31_536_000_000).optional() }

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
  /** Stays on when Hooklab quits; other rules are off at the next start. */
  keep: z.boolean().default(false),
  label: z.string().max(120).optional()
}

export const faultInput = z.intersection(faultParams, z.object(faultFields))

export const faultPatch = z.object({
  /** A field set to null goes back to its default. */
  params: z.record(z.string(), z.unknown()).optional(),
  match: faultMatch.nullish(),
  scope: faultScope.optional(),
  enabled: z.boolean().optional(),
  keep: z.boolean().optional(),
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
    keep: z.boolean(),
    label: z.string().optional(),
    /** The preset it was made from. */
    preset: z.string().optional(),
    /** Its place in the order in which rules are asked, 0 first. */
    position: z.number().int(),
    /** How many deliveries matched, and how many of them the fault was applied to. */
    matchedCount: z.number().int(),
    appliedCount: z.number().int(),
    createdAt: epochMs
  })
)

/** One field of a kind's params, enough for an interface to draw its form. */
export const faultField = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['number', 'choice', 'text', 'body', 'headers']),
  choices: z.array(z.object({ value: z.union([z.string(), z.number()]), label: z.string() })).optional(),
  unit: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
  placeholder: z.string().optional(),
  help: z.string().optional(),
  /** What the field holds when it is left out; absent for a field that may stay empty. */
  default: z.union([z.string(), z.number()]).optional()
})

export const faultKindInfo = z.object({
  kind: z.string(),
  label: z.string(),
  group: z.enum(['answer', 'time', 'connection']),
  /** What the provider meets, one sentence. */
  text: z.string(),
  fields: z.array(faultField)
})

/** A fault that is one press away. */
export const faultPreset = z.object({ id: z.string(), title: z.string(), text: z.string(), input: faultInput })

export type FaultMatch = z.infer<typeof faultMatch>
export type FaultScope = z.infer<typeof faultScope>
export type FaultInput = z.input<typeof faultInput>
export type FaultPatch = z.infer<typeof faultPatch>
export type Fault = z.infer<typeof fault>
export type FaultField = z.infer<typeof faultField>
export type FaultKindInfo = z.infer<typeof faultKindInfo>
export type FaultPreset = z.infer<typeof faultPreset>
