/** Where a resent delivery goes. */
import type { DeliverySummary, ResendInput, Target } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { parseTargetUrl } from '../forwarding/target-address.ts'

export interface KnownTargets {
  list(endpointId: string): readonly Target[]
  find(targetId: string): Target | undefined
}

/** A target that is configured has an id; a URL given by hand is a target for this once. */
export type Destination = Omit<Target, 'id'> & { readonly id?: string }

/**
 * The target or URL that the developer named, else the endpoint's first enabled target.
 * Errors: NOT_FOUND, BAD_REQUEST for a URL that can't be sent to or two destinations, UNPROCESSABLE when there is none.
 */
export function chooseDestination(
  delivery: Pick<DeliverySummary, 'endpointId'>,
  { targetId, targetUrl }: Pick<ResendInput, 'targetId' | 'targetUrl'>,
  targets: KnownTargets
): Destination {
  const own = delivery.endpointId === undefined ? [] : targets.list(delivery.endpointId)
  if (targetUrl !== undefined) {
    if (targetId !== undefined) throw new AppError('BAD_REQUEST', 'Both targetId and targetUrl are given. Give the one to send to.')
    return forOnce(targetUrl, own)
  }
  if (targetId !== undefined) {
    const target = targets.find(targetId)
    if (target === undefined) throw new AppError('NOT_FOUND', `There is no target ${targetId}. It may have been removed; reload the list.`)
    return target
  }
  const first = own.find((target) => target.enabled)
  if (first !== undefined) return first
  const why =
    delivery.endpointId === undefined
      ? 'No endpoint has the path of this delivery'
      : own.length === 0
        ? 'The endpoint has no target'
        : 'All targets of the endpoint are off'
  throw new AppError(
    'UNPROCESSABLE',
    `${why}, so there is nowhere to send it. Add a target with the URL of your app, or give a URL to send to.`
  )
}

/** What the developer allowed for a target of the same origin holds for this URL as well. */
function forOnce(targetUrl: string, own: readonly Target[]): Destination {
  const url = parseTargetUrl(targetUrl)
  const sibling = own.find((target) => URL.parse(target.url)?.origin === url.origin)
  return {
    endpointId: sibling?.endpointId ?? '',
    name: url.host,
    url: targetUrl.trim(),
    mode: 'after-ack',
    enabled: true,
    pathMode: 'replace',
    setHeaders: [],
    removeHeaders: [],
    timeoutMs: sibling?.timeoutMs ?? 30_000,
    concurrency: 1,
    verifyTls: sibling?.verifyTls ?? true,
    allowRemote: sibling?.allowRemote ?? false,
    confirmedAddresses: sibling?.confirmedAddresses ?? [],
    retry: { kind: 'none' },
    autoCatchUp: false,
    createdAt: 0
  }
}
