/** What was refused at the tunnel: counted, the last ones kept, and told in the listener log, one line a rule and minute. */
import { exposureRule, type Exposure, type ExposureRule, type TunnelRefusal } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'

export interface Refusals {
  note(refusal: Omit<TunnelRefusal, 'at'>): void
  readonly counts: Exposure['refused']
  /** Newest first. */
  readonly last: readonly TunnelRefusal[]
  /** Writes the lines that are due. */
  close(): void
}

export interface RefusalsOptions {
  readonly clock: Clock
  /** One line for the listener log. */
  readonly write: (rule: ExposureRule, text: string, address: string) => void
  /** Something was refused since it was last called; once a second at most. */
  readonly onChange: () => void
}

const keptRefusals = 10
const lineEveryMs = 60_000
const noticeMs = 1_000

interface Window {
  /** Refused since the last line. */
  count: number
  readonly addresses: Set<string>
  cancel: () => void
}

const mostAddresses = 100

/** A flood costs one line a minute: the first refusal of a rule is told at once, what follows with its count. */
export function createRefusals({ clock, write, onChange }: RefusalsOptions): Refusals {
  const counts = noCounts()
  const windows = new Map<ExposureRule, Window>()
  let last: readonly TunnelRefusal[] = []
  let noticePending = false

  const notice = (): void => {
    if (noticePending) return
    noticePending = true
    clock.after(noticeMs, () => {
      noticePending = false
      onChange()
    })
  }

  const tell = (rule: ExposureRule, window: Window): boolean => {
    const { count, addresses } = window
    if (count === 0) return false
    const [only] = addresses
    write(rule, `${count} more ${count === 1 ? 'request' : 'requests'} refused: ${why[rule]}.`, addresses.size === 1 ? (only ?? '') : '')
    window.count = 0
    addresses.clear()
    return true
  }

  const openWindow = (rule: ExposureRule): void => {
    const window: Window = { count: 0, addresses: new Set(), cancel: () => undefined }
    const turn = (): void => {
      if (tell(rule, window)) window.cancel = clock.after(lineEveryMs, turn)
      else windows.delete(rule)
    }
    window.cancel = clock.after(lineEveryMs, turn)
    windows.set(rule, window)
  }

  return {
    counts,
    get last() {
      return last
    },
    note(refusal) {
      const { rule, method, path, address } = refusal
      counts[rule] += 1
      last = [{ at: clock.now(), ...refusal }, ...last.slice(0, keptRefusals - 1)]
      notice()
      const window = windows.get(rule)
      if (window === undefined) {
        write(rule, `${method} ${path} refused: ${why[rule]}.`, address ?? '')
        openWindow(rule)
        return
      }
      window.count += 1
      if (window.addresses.size < mostAddresses) window.addresses.add(address ?? '')
    },
    close() {
      for (const [rule, window] of windows) {
        window.cancel()
        tell(rule, window)
      }
      windows.clear()
    }
  }
}

/** Why, for people; each goes after “refused:”. */
export const why: Readonly<Record<ExposureRule, string>> = {
  blocked: 'the public URL is blocked',
  address: 'the caller’s address is not on the list of allowed ones',
  token: 'the path does not begin with the token of the public URL',
  credentials: 'user name and password are missing or wrong',
  path: 'no endpoint has this path',
  rate: 'more requests than the cap lets through in a minute'
}

function noCounts(): Record<ExposureRule, number> {
  // Every rule of the closed list is a key, which Object.fromEntries can't express.
  return Object.fromEntries(exposureRule.options.map((rule) => [rule, 0])) as Record<ExposureRule, number>
}
