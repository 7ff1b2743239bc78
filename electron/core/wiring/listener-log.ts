/** Keeps what never became a delivery, a bounded number a second, so that a flood of junk can't fill the store. */
import type { Clock } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Refusal } from '../listener/refuse-raw.ts'
import type { Store } from '../store/store.ts'

const mostPerSecond = 20

export function createListenerLog(store: Pick<Store, 'appendListenerLog'>, clock: Clock): (refusal: Refusal) => void {
  let second = 0
  let count = 0
  return (refusal) => {
    const now = clock.now()
    if (Math.floor(now / 1000) !== second) {
      second = Math.floor(now / 1000)
      count = 0
    }
    count += 1
    if (count > mostPerSecond) return
    const text = count === mostPerSecond ? `${refusal.text} (more in this second are not listed)` : refusal.text
    // A log line that can't be written is no reason to disturb the listener; the store reports its own trouble.
    store
      .appendListenerLog({ id: newId('log'), at: now, kind: refusal.kind, text, remoteAddress: refusal.remoteAddress })
      .catch(() => undefined)
  }
}
