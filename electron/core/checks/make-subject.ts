/** From what was asked for to what is checked: endpoint or provider, secrets, target and event. */
import type { CheckInput, CheckSummary } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import { applyHeaderRules } from '../forwarding/forward-request.ts'
import { chooseDestination, type KnownTargets } from '../resend/destination.ts'
import { findSample } from '../samples/samples.ts'
import { findScheme } from '../schemes/registry.ts'
import type { Scheme, SchemeSettings } from '../schemes/scheme.ts'
import type { Store } from '../store/store.ts'
import { eventsOfDelivery, eventsOfSample, requireSigning, type CheckSubject } from './check-subject.ts'

export interface SubjectSources {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes'>
  readonly targets: KnownTargets
  readonly findEndpoint: (endpointId: string) => ReadyEndpoint | undefined
}

export interface MadeSubject {
  readonly subject: CheckSubject
  readonly base: CheckSummary['base']
}

/**
 * Errors: NOT_FOUND for an endpoint, provider, target, delivery or sample that is not there; UNPROCESSABLE when nothing can be signed or
 * there is nowhere to send; BAD_REQUEST for a URL that can't be sent to.
 */
export async function makeSubject(input: CheckInput, sources: SubjectSources): Promise<MadeSubject> {
  const endpoint = endpointOf(input, sources)
  const scheme = endpoint?.scheme ?? schemeOf(input.provider)
  const secrets = [...(input.secret === undefined ? [] : [input.secret]), ...(endpoint?.secrets ?? []).map(({ value }) => value)]
  requireSigning(scheme, secrets)
  const destination = chooseDestination(endpoint === undefined ? {} : { endpointId: endpoint.row.id }, input, sources.targets)
  const { url, allowRemote, verifyTls } = destination
  const { newEvent, base } = await eventsFor(input, scheme, url, sources)
  return {
    subject: {
      scheme,
      settings: endpoint?.settings ?? settingsOf(scheme, input.schemeOptions),
      secrets: [...new Set(secrets)],
      target: { url, allowRemote, verifyTls, finishHeaders: (headers) => applyHeaderRules(headers, destination) },
      stateUrl: input.stateUrl === undefined || input.stateUrl.trim() === '' ? undefined : input.stateUrl.trim(),
      newEvent
    },
    base
  }
}

async function eventsFor(
  { deliveryId, sampleType }: CheckInput,
  scheme: Scheme,
  url: string,
  sources: SubjectSources
): Promise<Pick<CheckSubject, 'newEvent'> & Pick<MadeSubject, 'base'>> {
  if (deliveryId !== undefined) return { newEvent: await eventsOf(deliveryId, url, sources), base: { kind: 'delivery', deliveryId } }
  const sample = await findSample(scheme.id, sampleType)
  return { newEvent: eventsOfSample(sample, url), base: { kind: 'sample', type: sample.template.type } }
}

/** The settings of a scheme without an endpoint. Errors: as of the scheme's `parseOptions`. */
export function settingsOf(scheme: Scheme, options: Readonly<Record<string, unknown>> = {}): SchemeSettings {
  return { toleranceSeconds: scheme.toleranceSeconds ?? 300, options: scheme.parseOptions(options) }
}

function endpointOf({ endpointId }: CheckInput, { findEndpoint }: SubjectSources): ReadyEndpoint | undefined {
  if (endpointId === undefined) return undefined
  const endpoint = findEndpoint(endpointId)
  if (endpoint === undefined)
    throw new AppError('NOT_FOUND', `There is no endpoint ${endpointId}. It may have been removed; reload the list.`)
  return endpoint
}

function schemeOf(provider: string | undefined): Scheme {
  if (provider === undefined) throw new AppError('BAD_REQUEST', 'Neither endpointId nor provider is given. Give one of them.')
  const scheme = findScheme(provider)
  if (scheme === undefined) throw new AppError('NOT_FOUND', `There is no provider "${provider}". GET /api/schemes lists all there are.`)
  return scheme
}

async function eventsOf(deliveryId: string, targetUrl: string, { store }: SubjectSources): Promise<CheckSubject['newEvent']> {
  const [{ method, headers, bodyTruncated }, { body }] = await Promise.all([
    store.getDelivery(deliveryId),
    store.getDeliveryBytes(deliveryId)
  ])
  if (bodyTruncated !== undefined)
    throw new AppError('UNPROCESSABLE', 'Only the first part of that delivery’s body was kept, so it can’t be sent again. Choose another.')
  return eventsOfDelivery({ method, headers, body }, targetUrl)
}
