/** The tunnel as it is shown and steered. */
import { z } from 'zod'
import { epochMs, id } from './primitives.ts'

export const tunnelState = z.enum(['closed', 'opening', 'checking', 'online', 'degraded', 'reconnecting', 'failed', 'closing'])

/** A server's key that waits for the developer's decision, or that differs from the one that was accepted before. */
export const tunnelHostKey = z.object({
  /** As ssh names it: `host` or `[host]:port`. */
  server: z.string(),
  /** `ssh-ed25519`, … */
  type: z.string(),
  /** `SHA256:` and the digest in base64. */
  fingerprint: z.string(),
  /** The fingerprint that was accepted before: the key has changed. */
  accepted: z.string().optional()
})

/** Why a tunnel is not online: a stable word, a sentence, and what to do. */
export const tunnelReason = z.object({
  cause: z.string(),
  message: z.string(),
  remedy: z.string(),
  /** ssh: what to accept, or to be wary of. */
  hostKey: tunnelHostKey.optional()
})

const port = z.coerce.number().int().min(0).max(65_535)

export const tunnelOptions = z.object({
  /** localtunnel: the tunnel server, `https://localtunnel.me` when left out. ssh: the server's name or address. */
  host: z.string().max(512).optional(),
  /** localtunnel: the name to ask for. */
  subdomain: z.string().max(63).optional(),
  /** manual: the public URL that the developer already has. ssh: the public URL of the remote port; `{port}` stands for its number. */
  url: z.string().max(2048).optional(),
  /** cloudflared: the host name of a named tunnel; a quick tunnel when left out. ngrok: the reserved domain. */
  hostname: z.string().max(253).optional(),
  /** cloudflared: the tunnel's name or id in this machine's own configuration; the stored token is used when left out. */
  tunnelName: z.string().max(128).optional(),
  /** cloudflared, ssh: the program, found on the PATH when left out. */
  binary: z.string().max(1024).optional(),
  /** ssh: the server's port, 22 when left out. */
  port: port.optional(),
  /** ssh: who signs in. */
  user: z.string().max(128).optional(),
  /** ssh: the private key; the agent's and the usual ones when left out. */
  identityFile: z.string().max(1024).optional(),
  /** ssh: the address or name to bind at the server. */
  remoteHost: z.string().max(253).optional(),
  /** ssh: the port to bind at the server; any free one when left out or 0. */
  remotePort: port.optional()
})

export const tunnelLogEntry = z.object({ at: epochMs, state: tunnelState, text: z.string(), cause: z.string().optional() })

export const openTunnelInput = z.object({ driver: z.string().default('localtunnel'), options: tunnelOptions.default({}) })

/** What is tried, in order, when the tunnel that was asked for can't be had. */
export const tunnelFallbacks = z.object({
  /** Empty: no other tunnel is ever tried. */
  chain: z.array(openTunnelInput).max(8),
  /** How long a tunnel that does not receive is given to come back before the next one is tried. */
  patienceSeconds: z.number().int().min(10).max(3600),
  /**
   * When the wished one is tried again while a fallback is in use. `by_hand`: when the developer says so. `when_lost`: also when the
   * fallback is lost. `timed`: also every `goBackMinutes`. The fallback is left only once the wished one is proven.
   */
  goBack: z.enum(['by_hand', 'when_lost', 'timed']),
  goBackMinutes: z.number().int().min(1).max(1440)
})

/** `untried`: its turn has not come in this round. `in_use`: the one that is shown, proven since it was opened. */
export const tunnelStepState = z.enum(['untried', 'trying', 'in_use', 'failed'])

/** The wished tunnel and its fallbacks, and where in them the tunnel is. */
export const tunnelChain = z.object({
  /** The first is the wished one. */
  steps: z.array(
    openTunnelInput.extend({
      state: tunnelStepState,
      /** When it came into this state. */
      at: epochMs.optional(),
      /** Why it failed the last time. */
      reason: tunnelReason.optional()
    })
  ),
  /** The step that the tunnel's `driver` and `options` are of; above 0 it is a fallback. */
  current: z.number().int(),
  /** All have failed: when they are tried again from the first. */
  againAt: epochMs.optional(),
  /** A fallback is in use: when the wished one is tried beside it. */
  goBackAt: epochMs.optional(),
  /** A fallback is in use, and the wished one is being tried beside it. */
  goingBack: z.boolean()
})

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
  /** What a caller that looks like a browser meets; looked at once in each opening. */
  browserView: z.object({ at: epochMs, passes: z.boolean(), status: z.number().int().optional(), text: z.string() }).optional(),
  /** Set while a tunnel is wanted and the developer has fallbacks. */
  chain: tunnelChain.optional(),
  log: z.array(tunnelLogEntry)
})

/** A driver as it may be chosen, with what it costs. */
export const tunnelDriverInfo = z.object({
  id: z.string(),
  label: z.string(),
  summary: z.string(),
  costs: z.array(z.string()),
  fields: z.array(
    z.object({
      name: tunnelOptions.keyof(),
      label: z.string(),
      placeholder: z.string(),
      required: z.boolean(),
      hint: z.string().optional(),
      /** Takes a port number. */
      numeric: z.boolean().optional(),
      /** Few need it: out of sight until asked for. */
      rare: z.boolean().optional()
    })
  ),
  /** The secret that this driver needs or can use. Its value is never read back; `hint` is its last four characters. */
  secret: z.object({ label: z.string(), hint: z.string().optional(), help: z.string() }).optional()
})

/** `server` and `fingerprint` as the tunnel's reason shows them. */
export const acceptHostKeyInput = z.object({ server: z.string().max(300), fingerprint: z.string().max(128) })

export const tunnelSecretInput = z.object({ driver: z.string(), value: z.string().min(1).max(8192) })

export type TunnelHostKey = z.infer<typeof tunnelHostKey>
/** The stations of a self-test, in the order in which a request passes them. */
export const selfTestStation = z.enum(['resolve', 'connect', 'tls', 'server', 'arrived', 'verified', 'stored', 'answered', 'back'])

export const selfTestHop = z.object({
  station: selfTestStation,
  /** `skipped`: there is nothing to do at this station. `missed`: it stopped before. */
  state: z.enum(['passed', 'failed', 'skipped', 'missed']),
  /** What happened here, in a sentence. */
  text: z.string(),
  /** Milliseconds from the start of the test until it had passed. */
  atMs: z.number().optional(),
  /** What to do, where it failed. */
  remedy: z.string().optional()
})

/** A signed sample's way through the public URL. */
export const selfTest = z.object({
  at: epochMs,
  passed: z.boolean(),
  /** One sentence: that it went through, or where it stopped. */
  summary: z.string(),
  url: z.string(),
  totalMs: z.number(),
  hops: z.array(selfTestHop),
  deliveryId: id.optional()
})

/** Through the endpoint that is named, else the first that is on. */
export const selfTestInput = z.object({ endpointId: id.optional() }).default({})

export type TunnelState = z.infer<typeof tunnelState>
export type TunnelReason = z.infer<typeof tunnelReason>
export type TunnelOptions = z.infer<typeof tunnelOptions>
export type TunnelLogEntry = z.infer<typeof tunnelLogEntry>
export type Tunnel = z.infer<typeof tunnel>
export type TunnelChain = z.infer<typeof tunnelChain>
export type TunnelFallbacks = z.infer<typeof tunnelFallbacks>
export type TunnelDriverInfo = z.infer<typeof tunnelDriverInfo>
export type OpenTunnelInput = z.infer<typeof openTunnelInput>
export type SelfTestStation = z.infer<typeof selfTestStation>
export type SelfTestHop = z.infer<typeof selfTestHop>
export type SelfTest = z.infer<typeof selfTest>
export type SelfTestInput = z.infer<typeof selfTestInput>
