/** Samples: realistic signed events that Hooklab sends to its own listener. */
import { z } from 'zod'
import { id } from './primitives.ts'

export const sampleInfo = z.object({ provider: z.string(), type: z.string(), label: z.string() })

export const sendSampleInput = z.object({
  provider: z.string().default('generic'),
  type: z.string().optional(),
  endpointId: id.optional(),
  via: z.enum(['listener', 'public']).default('listener')
})

/** `deliveryId` is left out when the answer came but the delivery could not be found in time. */
export const sentSample = z.object({ deliveryId: id.optional(), status: z.number().int(), url: z.string(), eventId: z.string().optional() })

export type SampleInfo = z.infer<typeof sampleInfo>
export type SendSampleInput = z.infer<typeof sendSampleInput>
export type SentSample = z.infer<typeof sentSample>
