/** Settings that the developer changes, and the state of the whole app. */
import { z } from 'zod'
import { epochMs, id } from './primitives.ts'
import { tunnel, tunnelFallbacks } from './tunnel.ts'

export const settings = z.object({
  retention: z.object({
    maxDeliveries: z.number().int().min(100).max(100_000_000),
    maxAgeDays: z.number().int().min(0).max(36_500),
    maxBytes: z.number().int().min(10_485_760).max(1_099_511_627_776)
  }),
  durability: z.enum(['normal', 'full']),
  maxBodyBytes: z.number().int().min(1024).max(104_857_600),
  logBodies: z.boolean(),
  notifications: z.object({ failedVerdict: z.boolean(), tunnelLost: z.boolean() }),
  /** Open the tunnel again at start, under the same name, once it has been opened by hand. */
  reopenTunnel: z.boolean(),
  /** When the tunnel’s name is held by another client after a loss: ask for it for ever, or take another name after so many tries. */
  lostName: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('wait') }),
    z.object({ kind: z.literal('replace'), afterTries: z.number().int().min(1).max(100) })
  ]),
  tunnelFallbacks,
  appearance: z.object({
    theme: z.enum(['system', 'dark', 'light', 'contrast']),
    density: z.enum(['compact', 'default', 'comfortable']),
    singleKeys: z.boolean()
  }),
  /** Master switch of inbound faults. */
  faultsEnabled: z.boolean()
})

export const settingsPatch = z.object({
  retention: settings.shape.retention.partial().optional(),
  durability: settings.shape.durability.optional(),
  maxBodyBytes: settings.shape.maxBodyBytes.optional(),
  logBodies: settings.shape.logBodies.optional(),
  notifications: settings.shape.notifications.partial().optional(),
  reopenTunnel: settings.shape.reopenTunnel.optional(),
  lostName: settings.shape.lostName.optional(),
  tunnelFallbacks: settings.shape.tunnelFallbacks.partial().optional(),
  appearance: settings.shape.appearance.partial().optional(),
  faultsEnabled: settings.shape.faultsEnabled.optional()
})

/** A condition that the developer should know of and that goes away when mended. */
export const problem = z.object({ code: z.string(), message: z.string(), remedy: z.string(), since: epochMs })

export const status = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'headless']),
  startedAt: epochMs,
  listenerUrl: z.string(),
  listenerPort: z.number().int(),
  /** A sentence when the listener could not have the port that was wanted. */
  listenerNotice: z.string().optional(),
  dataFolder: z.string(),
  tunnel,
  counts: z.object({ deliveries: z.number().int(), failed: z.number().int(), unrouted: z.number().int(), sinceStart: z.number().int() }),
  storeBytes: z.number().int(),
  secretStorage: z.object({ kind: z.string(), protected: z.boolean(), note: z.string().optional() }),
  problems: z.array(problem),
  /** The faults of all endpoints that are on, counting the master switch. */
  activeFaults: z.number().int()
})

export const listenerLogEntry = z.object({ id, at: epochMs, kind: z.string(), text: z.string(), remoteAddress: z.string() })

export const savedFilter = z.object({ id, name: z.string().min(1).max(80), q: z.string().max(2000) })

export type Settings = z.infer<typeof settings>
export type SettingsPatch = z.infer<typeof settingsPatch>
export type Problem = z.infer<typeof problem>
export type Status = z.infer<typeof status>
export type ListenerLogEntry = z.infer<typeof listenerLogEntry>
export type SavedFilter = z.infer<typeof savedFilter>
