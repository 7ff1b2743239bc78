/** What is checked: an app at a target, the scheme it verifies by, its secrets, and the event that all requests are made of. */
import type { HeaderPair } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { withFreshEventId } from '../faults/outbound/event-identity.ts'
import type { Draft, FaultContext } from '../faults/outbound/outbound-fault.ts'
import { parseTargetUrl } from '../forwarding/target-address.ts'
import { buildSample } from '../samples/build-sample.ts'
import type { FoundSample } from '../samples/samples.ts'
import type { Scheme, SchemeSettings, SignedRequest } from '../schemes/scheme.ts'

export interface CheckSubject {
  readonly scheme: Scheme
  readonly settings: SchemeSettings
  /** At least one. */
  readonly secrets: readonly string[]
  readonly target: CheckTarget
  readonly stateUrl?: string | undefined
  readonly newEvent: (context: FaultContext) => Draft
}

export interface CheckTarget {
  readonly url: string
  readonly allowRemote: boolean
  readonly verifyTls: boolean
  /** The target's own header rules. */
  readonly finishHeaders: (headers: HeaderPair[]) => HeaderPair[]
}

/** Errors: UNPROCESSABLE when nothing can be signed, which all of the check rests on. */
export function requireSigning(scheme: Scheme, secrets: readonly string[]): void {
  if (scheme.sign === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      `${scheme.label} signs with a key that only the provider has, so good events can't be made and the check can't run.`
    )
  }
  if (secrets.length === 0 || secrets.includes('')) {
    throw new AppError('UNPROCESSABLE', `There is no secret to sign with. Give the secret that your app verifies ${scheme.label} with.`)
  }
}

/** Makes events of a sample, each with ids of its own. */
export function eventsOfSample(sample: FoundSample, targetUrl: string): CheckSubject['newEvent'] {
  const url = parseTargetUrl(targetUrl)
  return ({ now, newId }) => {
    const context = { now, seed: newId(), url: pathOf(url), publicUrl: url.href, sign: (request: SignedRequest) => request }
    const { method, headers, body } = buildSample(sample, context)
    return { method, url: pathOf(url), publicUrl: url.href, headers, body }
  }
}

/** Makes events of a delivery, each with a fresh event id where it has one. */
export function eventsOfDelivery(delivery: Pick<Draft, 'method' | 'headers' | 'body'>, targetUrl: string): CheckSubject['newEvent'] {
  const url = parseTargetUrl(targetUrl)
  const draft: Draft = { ...delivery, url: pathOf(url), publicUrl: url.href }
  return (context) => withFreshEventId(draft, context) ?? draft
}

function pathOf(url: URL): string {
  return url.pathname + url.search
}
