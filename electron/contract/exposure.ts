/** What the public URL lets through: every rule here holds for requests through the tunnel and never for local ones. */
import { z } from 'zod'

/** Who is believed about the caller's address: through a tunnel every connection comes from this machine itself. */
export const callerHeader = z.enum(['automatic', 'x-forwarded-for', 'x-real-ip', 'cf-connecting-ip'])

const refusalCounts = z.object({
  blocked: z.number().int(),
  address: z.number().int(),
  rate: z.number().int(),
  token: z.number().int(),
  credentials: z.number().int()
})

export const exposure = z.object({
  /** The kill switch: everything through the tunnel is answered 503. */
  blocked: z.boolean(),
  /** A path that every request through the tunnel must begin with, without slashes: `t-k3f9x2ab7m`. */
  pathToken: z.string().optional(),
  /** The password is never read back. */
  basicAuth: z.object({ user: z.string() }).optional(),
  /** Addresses and CIDR ranges that may call; everybody may when empty. */
  allowed: z.array(z.string()),
  callerHeader,
  /** Requests that are let through in a minute; 0 is no cap. */
  maxPerMinute: z.number().int(),
  /** How surely the caller's address is known with the driver in use. */
  caller: z.object({ certainty: z.enum(['certain', 'as_the_server_says', 'unknown']), header: z.string().optional(), note: z.string() }),
  /** Requests refused since the start, by rule. */
  refused: refusalCounts
})

export const exposurePatch = z.object({
  blocked: z.boolean().optional(),
  /** `new` makes one, or another one in its place. */
  pathToken: z.enum(['off', 'keep', 'new']).optional(),
  /** Null takes it away. */
  basicAuth: z
    .object({
      user: z
        .string()
        .min(1)
        .max(128)
        .regex(/^[^:\p{C}]+$/u, 'A user name has no colon and no control characters.'),
      password: z.string().min(8).max(256)
    })
    .nullable()
    .optional(),
  allowed: z.array(z.string().max(64)).max(1000).optional(),
  callerHeader: callerHeader.optional(),
  maxPerMinute: z.number().int().min(0).max(1_000_000).optional()
})

export type CallerHeader = z.infer<typeof callerHeader>
export type Exposure = z.infer<typeof exposure>
export type ExposurePatch = z.infer<typeof exposurePatch>
