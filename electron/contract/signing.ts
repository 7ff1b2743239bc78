/** Making a request of one's own valid for an endpoint, as its provider would. */
import { z } from 'zod'
import { headerPairs } from './primitives.ts'

export const signInput = z.object({
  method: z
    .string()
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/)
    .default('POST'),
  /** What follows the endpoint's own path: `/more`, `?a=1`, or nothing. */
  path: z
    .string()
    .max(8192)
    .regex(/^(?:[/?][\x21-\x7e]*)?$/)
    .default(''),
  headers: headerPairs.default([]),
  /** The exact bytes. */
  bodyBase64: z.base64().default(''),
  via: z.enum(['listener', 'public']).default('listener')
})

/** What to send, and where to. Some providers sign in the body or the address, so all of it comes back. */
export const signedRequest = z.object({
  url: z.string(),
  method: z.string(),
  headers: headerPairs,
  bodyBase64: z.string(),
  signed: z.boolean(),
  /** Why it is not signed. */
  note: z.string().optional()
})

export type SignInput = z.input<typeof signInput>
export type RequestToSign = z.infer<typeof signInput>
export type OwnSignedRequest = z.infer<typeof signedRequest>
