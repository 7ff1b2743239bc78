/** The developer's settings: defaults, what was saved, and changes to them. */
import { settings as settingsSchema, type Settings, type SettingsPatch } from '../../contract/index.ts'

const gibibyte = 1024 * 1024 * 1024

export const defaultSettings: Settings = {
  retention: { maxDeliveries: 100_000, maxAgeDays: 30, maxBytes: 2 * gibibyte },
  durability: 'normal',
  maxBodyBytes: 10 * 1024 * 1024,
  logBodies: false,
  notifications: { failedVerdict: true, tunnelLost: true },
  reopenTunnel: true,
  // Six waits outlast the longest grace, one minute, that a tunnel server is known to keep a name for.
  lostName: { kind: 'replace', afterTries: 6 },
  // Another tunnel is another URL: only who asks for it gets it.
  tunnelFallbacks: { chain: [], patienceSeconds: 60, goBack: 'when_lost', goBackMinutes: 10 },
  appearance: { theme: 'system', density: 'default', singleKeys: true },
  faultsEnabled: true
}

/** What was saved laid over the defaults; a value that no longer fits its schema falls back to the default. */
export function readSettings(saved: Readonly<Record<string, unknown>>): Settings {
  const merged = mergeSettings(defaultSettings, saved)
  const parsed = settingsSchema.safeParse(merged)
  if (parsed.success) return parsed.data
  const broken = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
  const usable = Object.fromEntries(Object.entries(saved).filter(([name]) => !broken.has(name)))
  return mergeSettings(defaultSettings, usable)
}

/** A patch laid over settings, groups merged field by field. */
export function mergeSettings(current: Settings, patch: SettingsPatch): Settings {
  return {
    retention: { ...current.retention, ...defined(patch.retention) },
    durability: patch.durability ?? current.durability,
    maxBodyBytes: patch.maxBodyBytes ?? current.maxBodyBytes,
    logBodies: patch.logBodies ?? current.logBodies,
    notifications: { ...current.notifications, ...defined(patch.notifications) },
    reopenTunnel: patch.reopenTunnel ?? current.reopenTunnel,
    lostName: patch.lostName ?? current.lostName,
    tunnelFallbacks: { ...current.tunnelFallbacks, ...defined(patch.tunnelFallbacks) },
    appearance: { ...current.appearance, ...defined(patch.appearance) },
    faultsEnabled: patch.faultsEnabled ?? current.faultsEnabled
  }
}

/** The group without entries that were left undefined, which would cover what is set. */
function defined<Group extends object>(group: Group | undefined): { [Key in keyof Group]?: NonNullable<Group[Key]> } {
  const entries = Object.entries(group ?? {}).filter(([, value]) => value !== undefined)
  // The filter has taken the undefined ones out, which Object.fromEntries can't express.
  return Object.fromEntries(entries) as { [Key in keyof Group]?: NonNullable<Group[Key]> }
}
