/** What the public URL lets through: every rule here holds for requests through the tunnel and never for local ones. */
import { z } from 'zod'
import { epochMs } from './primitives.ts'

/** Who is believed about the caller's address: through a tunnel every connection comes from this machine itself. */
export const callerHeader = z.enum(['automatic', 'x-forwarded-for', 'x-real-ip', 'cf-connecting-ip'])

/** The rules in the order in which they are asked. */
export const exposureRule = z.enum(['blocked', 'address', 'token', 'credentials', 'path', 'rate'])

/** A request that was refused at the tunnel, which is no delivery. */
export const tunnelRefusal = z.object({
  at: epochMs,
  rule: exposureRule,
  method: z.string(),
  /** Without its query, the first 200 characters, as the caller wrote it. */
  path: z.string(),
  /** The caller's, when something tells it. */
  address: z.string().optional()
})

export const exposure = z.object({
  /** The kill switch: everything through the tunnel is answered 503 while the tunnel stays open and proven. */
  blocked: z.boolean(),
  /** `endpoints`: a request to a path that no endpoint takes is answered 404 and is no delivery. `all`: it is kept, as a local one is. */
  paths: z.enum(['endpoints', 'all']),
  /** What every path through the tunnel must begin with, without slashes: `t-k3f9x2ab7m…`. It is part of the public URL. */
  pathToken: z.string().optional(),
  /** The password is never read back. `lost`: it can't be unsealed, so everybody is refused until it is set again. */
  basicAuth: z.object({ user: z.string(), lost: z.boolean() }).optional(),
  /** Addresses and CIDR ranges that may call; everybody may when empty. */
  allowed: z.array(z.string()),
  callerHeader,
  /** Requests that are let through in any 60 seconds; 0 is no cap. */
  maxPerMinute: z.number().int(),
  /** How surely the caller's address is known with the driver in use, and by which header. */
  caller: z.object({ certainty: z.enum(['certain', 'as_the_server_says', 'unknown']), header: z.string().optional(), note: z.string() }),
  /** What these rules do that may not be meant, each a sentence: an allow-list that refuses everybody, basic auth before an endpoint whose provider signs in its own way. */
  warnings: z.array(z.string()),
  /** Requests refused since the start, by rule. */
  refused: z.record(exposureRule, z.number().int()),
  /** The last ones, newest first, ten at most. */
  refusals: z.array(tunnelRefusal)
})

/** What is left out stays as it is. */
export const exposurePatch = z.object({
  blocked: z.boolean().optional(),
  paths: exposure.shape.paths.optional(),
  /** `on` keeps the token that there is, or makes one; `new` makes another in its place. */
  pathToken: z.enum(['off', 'on', 'new']).optional(),
  /** Null takes it away. Without a password the one that is set stays. */
  basicAuth: z
    .object({
      user: z
        .string()
        .min(1)
        .max(128)
        .regex(/^[^:\p{C}]+$/u, 'A user name has no colon and no control characters.'),
      password: z.string().min(8, 'A password has 8 characters or more.').max(256).optional()
    })
    .nullable()
    .optional(),
  allowed: z.array(z.string().max(64)).max(1000).optional(),
  callerHeader: callerHeader.optional(),
  maxPerMinute: z.number().int().min(0).max(1_000_000).optional()
})

export type CallerHeader = z.infer<typeof callerHeader>
export type ExposureRule = z.infer<typeof exposureRule>
export type TunnelRefusal = z.infer<typeof tunnelRefusal>
export type Exposure = z.infer<typeof exposure>
export type ExposurePatch = z.infer<typeof exposurePatch>
