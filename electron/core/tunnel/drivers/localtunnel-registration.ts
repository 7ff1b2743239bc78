/** What a localtunnel server answers to a registration, read with distrust. */
import { z } from 'zod'

/** More connections than this help nobody; a server that asks for more gets this many. */
const maxConnections = 32

const registration = z.looseObject({
  id: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  url: z.url({ protocol: /^https?$/ }),
  ip: z.union([z.ipv4(), z.ipv6()]).optional().catch(undefined),
  max_conn_count: z
    .number()
    .int()
    .catch(1)
    .transform((count) => Math.min(Math.max(count, 1), maxConnections))
})

export type Registration = z.infer<typeof registration>

/** The registration, or nothing when the answer is something else: a web page, a sign-in page, another service. */
export function readRegistration(answer: unknown): Registration | undefined {
  const read = registration.safeParse(answer)
  return read.success ? read.data : undefined
}

const nameShape = /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/

/** Whether a localtunnel server can give this name: lower-case letters, digits and hyphens, 4 to 63 of them. */
export function isTunnelName(name: string): boolean {
  return nameShape.test(name)
}
