/** Samples: realistic signed events that Hooklab sends to its own listener. */
import { z } from 'zod'
import { headerPairs, id } from './primitives.ts'
import { verdict } from './schemes.ts'

/** A value that is worth changing. `value` is what it is without a change; a `number` stands in the body without quotes. */
export const sampleField = z.object({ name: z.string(), label: z.string(), kind: z.enum(['text', 'number']), value: z.string() })

export const sampleInfo = z.object({ provider: z.string(), type: z.string(), label: z.string(), fields: z.array(sampleField) })

/** Values by the names of fields. Those left out keep what the sample has. */
export const sampleValues = z.record(z.string().max(100), z.string().max(10_000))

/** Text with places such as `{{id}}`, `{{seconds-60}}` or `{{amount}}`, which are filled at each sending. */
export const sampleBody = z.string().max(1_048_576)

export const sampleInput = z.object({ provider: z.string().default('generic'), type: z.string().optional(), endpointId: id.optional() })

/** How a sample would come in at an endpoint, and why. `ownKey`: whether Hooklab can sign with a key of its own, and the endpoint trusts it. */
export const sampleSigning = z.object({ signed: z.boolean(), note: z.string(), ownKey: z.enum(['none', 'offered', 'trusted']) })

export const sample = sampleInfo.extend({
  headers: headerPairs,
  body: sampleBody,
  /** How the body is written on the wire: JSON without or with indentation, a form of one field a line, or as it stands. */
  layout: z.enum(['compact', 'indented', 'form', 'verbatim']),
  signing: sampleSigning,
  /** What the last sending changed. */
  last: z.object({ fields: sampleValues, body: sampleBody.optional() }).optional()
})

export const sendSampleInput = sampleInput.extend({
  via: z.enum(['listener', 'public']).default('listener'),
  /** Given, they and `body` are remembered for the next time. */
  fields: sampleValues.optional(),
  /** In place of the sample's own body; places in it are filled all the same. */
  body: sampleBody.optional()
})

/** `deliveryId` and `verdict` are left out when the answer came but the delivery could not be found in time. */
export const sentSample = z.object({
  deliveryId: id.optional(),
  status: z.number().int(),
  url: z.string(),
  eventId: z.string().optional(),
  eventType: z.string().optional(),
  verdict: verdict.optional(),
  signing: sampleSigning,
  /** The first 2,000 characters of what was answered. */
  answer: z.string(),
  durationMs: z.number()
})

export const trustSamplesInput = z.object({ provider: z.string(), endpointId: id })

export type SampleField = z.infer<typeof sampleField>
export type SampleInfo = z.infer<typeof sampleInfo>
export type SampleInput = z.infer<typeof sampleInput>
export type SampleSigning = z.infer<typeof sampleSigning>
export type Sample = z.infer<typeof sample>
export type SendSampleInput = z.infer<typeof sendSampleInput>
export type SentSample = z.infer<typeof sentSample>
export type TrustSamplesInput = z.infer<typeof trustSamplesInput>
