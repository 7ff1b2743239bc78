/** Samples as the control API offers them: what there is, one in detail, sending it, and trusting our own key. */
import type { Sample, SampleInfo, SampleInput, SecretView, SendSampleInput, SentSample, TrustSamplesInput } from '../../contract/index.ts'
import type { Endpoints, ReadyEndpoint } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { Store } from '../store/store.ts'
import { buildSample, type SampleRequest } from './build-sample.ts'
import { readLastValues } from './last-values.ts'
import { openOwnKeys, type OwnKeys } from './own-key.ts'
import { planSigning, type SigningPlan } from './sample-signing.ts'
import { chooseEndpoint, createSendSample, type SendSampleOptions } from './send-sample.ts'
import { findOwnSample, findSample, listSamples, ownKeyOf } from './samples.ts'

export interface Samples {
  list(): Promise<readonly SampleInfo[]>
  /** Errors: as for `send`, but for what only sending can meet. */
  get(input: SampleInput): Promise<Sample>
  /**
   * Sends one and finds the delivery that it became.
   * Errors: NOT_FOUND for an unknown sample or endpoint; BAD_REQUEST for a field that there is not; CONFLICT when the tunnel or the
   * endpoint is not open; TIMEOUT, TUNNEL_FAILED or UNPROCESSABLE when it went out and no answer came.
   */
  send(input: SendSampleInput): Promise<SentSample>
  /**
   * A sample as its endpoint's provider would send it, signed where that can be; a plain one where the provider has none.
   * `base`: the URL before the endpoint's path. `now`: epoch ms.
   */
  build(endpoint: ReadyEndpoint, at: { readonly base: string; readonly now: number }): Promise<BuiltSample>
  /** Gives an endpoint the public part of our own key. Errors: NOT_FOUND; UNPROCESSABLE where the provider needs none. */
  trust(input: TrustSamplesInput): Promise<SecretView>
}

export interface BuiltSample extends SampleRequest {
  readonly signed: boolean
}

export interface OpenSamplesOptions extends Omit<SendSampleOptions, 'plan' | 'endpoints' | 'store'> {
  readonly store: Pick<Store, 'getNote' | 'putNote' | 'listDeliveries'>
  readonly secretStore: SecretStore
  readonly endpoints: Pick<Endpoints, 'allReady' | 'addSecret' | 'get'>
}

export function openSamples(options: OpenSamplesOptions): Samples {
  const { store, endpoints } = options
  const keys = openOwnKeys(options)
  const plan = (endpoint: ReadyEndpoint): Promise<SigningPlan> => planFor(endpoint, keys)
  const send = createSendSample({ ...options, plan, endpoints: () => endpoints.allReady() })
  return {
    list: listSamples,
    send,
    async get({ provider, type, endpointId }) {
      const { template } = await findSample(provider, type)
      const { fields, headers, body, layout, label } = template
      const last = await readLastValues(store, provider, template.type)
      const { signing } = await plan(chooseEndpoint(endpoints.allReady(), provider, endpointId))
      return {
        provider,
        type: template.type,
        label,
        fields: [...fields],
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body,
        layout,
        signing,
        ...(last === undefined ? {} : { last })
      }
    },
    async build(endpoint, { base, now }) {
      const { signing, sign } = await plan(endpoint)
      const { path } = endpoint.row
      const found = await findOwnSample(endpoint.scheme)
      return { ...buildSample(found, { now, seed: options.newId(), url: path, publicUrl: base + path, sign }), signed: signing.signed }
    },
    async trust({ provider, endpointId }) {
      endpoints.get(endpointId)
      const kind = await ownKeyOf(provider)
      if (kind === undefined)
        throw new AppError(
          'UNPROCESSABLE',
          `Samples of "${provider}" are not signed with a key of Hooklab’s. Add the endpoint’s secret instead.`
        )
      const { publicText } = await keys.findOrMake(provider, kind)
      return endpoints.addSecret(endpointId, publicText, 'Hooklab samples')
    }
  }
}

async function planFor(endpoint: ReadyEndpoint, keys: OwnKeys): Promise<SigningPlan> {
  const kind = await ownKeyOf(endpoint.scheme.id)
  const key = kind === undefined ? undefined : await keys.find(endpoint.scheme.id, kind)
  return planSigning({ endpoint, kind, key })
}
