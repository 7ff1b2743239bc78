/** What became of one attempt. */
import { z } from 'zod'

export const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('responded'), status: z.number().int() }),
  z.object({ kind: z.literal('refused'), detail: z.string() }),
  z.object({ kind: z.literal('timed_out'), detail: z.string() }),
  z.object({ kind: z.literal('reset'), detail: z.string() }),
  z.object({ kind: z.literal('dns_failed'), detail: z.string() }),
  z.object({ kind: z.literal('tls_failed'), detail: z.string() }),
  z.object({ kind: z.literal('aborted'), detail: z.string() })
])

export type Outcome = z.infer<typeof outcome>
