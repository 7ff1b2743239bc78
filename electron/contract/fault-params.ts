/** Parameters of inbound faults by kind. A new kind adds one line here and one file under core/faults/kinds. */
import { z } from 'zod'

/** A header line that may be sent: a token and text without control characters, as HTTP wants them. */
const answerHeader = z.tuple([
  z
    .string()
    .max(256)
    .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'a header name has letters, digits and -_.~ alone'),
  z
    .string()
    .max(8192)
    .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'a header value has no line breaks and no characters past Latin-1')
])
const headerText = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'no line breaks and no characters past Latin-1')
const count = (min: number, max: number) => z.number().int().min(min).max(max)

/** The longest that a fault holds a connection open: an hour. */
const longestMs = 3_600_000

export const faultParams = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('status'),
    params: z.object({
      /** 1xx is sent as it stands, and then the connection is closed: no final answer follows it. */
      status: count(100, 999).default(503),
      headers: z.array(answerHeader).max(100).optional(),
      body: z.string().max(1_048_576).optional()
    })
  }),
  z.object({
    kind: z.literal('rate_limit'),
    params: z.object({
      status: count(400, 599).default(429),
      retryAfterSeconds: count(0, 31_536_000).default(30),
      /** `Retry-After` as a number of seconds, or as an HTTP date. */
      form: z.enum(['seconds', 'date']).default('seconds')
    })
  }),
  z.object({
    kind: z.literal('redirect'),
    params: z.object({
      status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).default(302),
      location: headerText.min(1).max(2048).default('/moved')
    })
  }),
  z.object({
    kind: z.literal('delay'),
    params: z.object({
      ms: count(0, longestMs).default(5_000),
      /** With it, each delivery waits a time of its own between `ms` and this; a seed always gives the same series. */
      upToMs: count(0, longestMs).optional(),
      seed: z.number().int().default(1)
    })
  }),
  z.object({
    kind: z.literal('hang'),
    /** The connection is closed after this time when the provider has not given up. */
    params: z.object({ forMs: count(1, longestMs).default(600_000) })
  }),
  z.object({
    kind: z.literal('drip'),
    params: z.object({
      bytesPerSecond: count(1, 1_048_576).default(4),
      /** `body`: the head comes at once. `answer`: the head drips as well. */
      part: z.enum(['body', 'answer']).default('body')
    })
  }),
  z.object({
    kind: z.literal('reset'),
    /** `receiving`: while the request is still coming; only method, header and path can be matched by then. */
    params: z.object({ when: z.enum(['receiving', 'before', 'after']).default('before') })
  }),
  z.object({ kind: z.literal('empty'), params: z.object({}) }),
  z.object({
    kind: z.literal('truncated'),
    /** How much of the body is sent before the connection is closed; `Content-Length` is that of the whole. */
    params: z.object({ sentPercent: count(0, 99).default(50) })
  }),
  z.object({
    kind: z.literal('malformed'),
    params: z.object({
      defect: z.enum(['bad_chunk', 'short_length', 'bad_length', 'bad_header', 'bad_status_line']).default('bad_chunk')
    })
  }),
  z.object({
    kind: z.literal('content_type'),
    params: z.object({
      contentType: headerText.max(256).default('text/html; charset=utf-8'),
      /** In place of the usual body. */
      body: z.string().max(1_048_576).optional()
    })
  }),
  z.object({ kind: z.literal('big'), params: z.object({ mebibytes: count(1, 1024).default(10) }) })
])

export type FaultParams = z.infer<typeof faultParams>
export type FaultKind = FaultParams['kind']
