/** The tunnel as it is shown and steered. */
import { z } from 'zod'
import { epochMs } from './primitives.ts'

export const tunnelState = z.enum(['closed', 'opening', 'checking', 'online', 'degraded', 'reconnecting', 'failed', 'closing'])

/** Why a tunnel is not online: a stable word, a sentence, and what to do. */
export const tunnelReason = z.object({ cause: z.string(), message: z.string(), remedy: z.string() })

export const tunnelOptions = z.object({
  /** localtunnel: the tunnel server, `https://localtunnel.me` when left out. manual: unused. */
  host: z.string().max(512).optional(),
  /** localtunnel: the name to ask for. */
  subdomain: z.string().max(63).optional(),
  /** manual: the public URL that the developer already has. */
  url: z.string().max(2048).optional()
})

export const tunnelLogEntry = z.object({ at: epochMs, state: tunnelState, text: z.string(), cause: z.string().optional() })

export const tunnel = z.object({
  state: tunnelState,
  driver: z.string(),
  options: tunnelOptions,
  publicUrl: z.string().optional(),
  reason: tunnelReason.optional(),
  lastProofAt: epochMs.optional(),
  /** The round trip of the last proof, milliseconds. */
  roundTripMs: z.number().optional(),
  lastDeliveryAt: epochMs.optional(),
  urlChanges: z.number().int(),
  /** Set when the public URL differs from the one before, until it is acknowledged. */
  urlChanged: z.object({ from: z.string(), to: z.string(), at: epochMs }).optional(),
  log: z.array(tunnelLogEntry)
})

/** A driver as it may be chosen, with what it costs. */
export const tunnelDriverInfo = z.object({
  id: z.string(),
  label: z.string(),
  summary: z.string(),
  costs: z.array(z.string()),
  fields: z.array(
    z.object({ name: z.enum(['host', 'subdomain', 'url']), label: z.string(), placeholder: z.string(), required: z.boolean() })
  )
})

export const openTunnelInput = z.object({ driver: z.string().default('localtunnel'), options: tunnelOptions.default({}) })

export type TunnelState = z.infer<typeof tunnelState>
export type TunnelReason = z.infer<typeof tunnelReason>
export type TunnelOptions = z.infer<typeof tunnelOptions>
export type TunnelLogEntry = z.infer<typeof tunnelLogEntry>
export type Tunnel = z.infer<typeof tunnel>
export type TunnelDriverInfo = z.infer<typeof tunnelDriverInfo>
export type OpenTunnelInput = z.infer<typeof openTunnelInput>
