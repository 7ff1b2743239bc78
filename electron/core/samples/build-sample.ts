/** A sample event as the request that its provider would send. */
import type { HeaderPair } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import type { EventIdentity, SignedRequest } from '../schemes/scheme.ts'
import { fillPlaces, type Filling } from './places.ts'
import type { FoundSample } from './samples.ts'
import type { SampleTemplate } from './template.ts'
import { writeBody } from './write-body.ts'

export interface SampleContext {
  /** Epoch ms: the moment of the event and of its signature. */
  readonly now: number
  /** A random text that is unique to this sending; letters and digits. */
  readonly seed: string
  /** Path and query, and the whole URL as the provider knows it, for schemes that sign it. */
  readonly url: string
  readonly publicUrl: string
  /** Values by field name, in place of the sample's own. */
  readonly fields?: Readonly<Record<string, string>>
  /** In place of the sample's own body. */
  readonly body?: string
  readonly sign: (request: SignedRequest, now: number) => SignedRequest
}

export interface SampleRequest extends EventIdentity {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
}

/** Errors: BAD_REQUEST when a field is unknown, or is no number where one is needed. */
export function buildSample({ scheme, template }: Pick<FoundSample, 'scheme' | 'template'>, context: SampleContext): SampleRequest {
  const { now, seed, url, publicUrl } = context
  const filling = { now, seed, values: valuesOf(template, context.fields ?? {}) }
  const unsigned: SignedRequest = {
    method: 'POST',
    url,
    publicUrl,
    headers: template.headers.map(([name, value]): HeaderPair => [name, inHeader(value, filling)]),
    body: writeBody(template, context.body ?? template.body, filling)
  }
  const { method, headers, body, url: signedUrl } = context.sign(unsigned, now)
  const identity = scheme.identify({ method, url: signedUrl, headers, body }, { toleranceSeconds: 0, options: scheme.parseOptions({}) })
  return { method, url: signedUrl, headers, body, ...identity }
}

/** Errors: BAD_REQUEST, naming the field. */
function valuesOf({ type, fields }: SampleTemplate, given: Readonly<Record<string, string>>): Record<string, string> {
  const values: Record<string, string> = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  for (const [name, value] of Object.entries(given)) {
    const field = fields.find((one) => one.name === name)
    if (field === undefined) {
      const names = fields.map((one) => one.name).join(', ')
      throw new AppError(
        'BAD_REQUEST',
        `The sample ${type} has no field "${name}". ${names === '' ? 'It has none.' : `There are: ${names}.`}`
      )
    }
    if (field.kind === 'number' && !/^-?\d+(\.\d+)?$/.test(value))
      throw new AppError('BAD_REQUEST', `The field "${name}" (${field.label}) needs a number, not "${value.slice(0, 50)}".`)
    values[name] = value
  }
  return values
}

/** A header cannot hold line breaks or anything beyond Latin-1. */
function inHeader(text: string, filling: Filling): string {
  return fillPlaces(text, filling, (value) => value.replaceAll(/[^\x20-\x7e\u00a0-\u00ff]/g, '?'))
}
