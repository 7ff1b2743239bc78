/** A target as it is when a developer gives nothing but its URL. */
import { targetInput, type Target } from '../../electron/contract/index.ts'

export function makeTarget(url: string, given: Partial<Target> = {}): Target {
  const { filter: _none, ...defaults } = targetInput.parse({ url })
  return { ...defaults, confirmedAddresses: [], name: 'my app', id: 'tgt_1', endpointId: 'webhook', createdAt: 0, ...given }
}
