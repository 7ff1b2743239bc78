/** Every sample event there is: those that schemes bring along, and fuller ones for the providers that most people use. */
import type { SampleInfo } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { findScheme, schemes } from '../schemes/registry.ts'
import type { SampleEvent, Scheme } from '../schemes/scheme.ts'
import { samples as generic } from './providers/generic.ts'
import { samples as github } from './providers/github.ts'
import { samples as standardWebhooks } from './providers/standard-webhooks.ts'
import { samples as stripe } from './providers/stripe.ts'

const fuller: ReadonlyMap<string, readonly SampleEvent[]> = new Map([
  ['generic', generic],
  ['standard-webhooks', standardWebhooks],
  ['stripe', stripe],
  ['github', github]
])

/** All samples; providers in the order of the scheme picker, the provider's default first. */
export function listSamples(): SampleInfo[] {
  return schemes.flatMap((scheme) => samplesOf(scheme).map(({ type, label }) => ({ provider: scheme.id, type, label })))
}

/** A provider's sample of a type, or its first. Errors: NOT_FOUND, naming what there is. */
export function findSample(provider: string, type?: string): { readonly scheme: Scheme; readonly sample: SampleEvent } {
  const scheme = findScheme(provider)
  const samples = scheme === undefined ? [] : samplesOf(scheme)
  const sample = type === undefined ? samples[0] : samples.find((one) => one.type === type)
  if (scheme !== undefined && sample !== undefined) return { scheme, sample }
  if (samples.length === 0) throw new AppError('NOT_FOUND', `There are no samples for "${provider}". GET /api/samples lists all there are.`)
  throw new AppError(
    'NOT_FOUND',
    `There is no ${provider} sample "${type ?? ''}". There are: ${samples.map((one) => one.type).join(', ')}.`
  )
}

/** Whether there is any sample of the scheme's provider. */
export function hasSamples(scheme: Scheme): boolean {
  return samplesOf(scheme).length > 0
}

/** Of two samples of one type the fuller one counts. */
function samplesOf(scheme: Scheme): readonly SampleEvent[] {
  const own = fuller.get(scheme.id) ?? []
  return [...own, ...(scheme.samples ?? []).filter((sample) => own.every((other) => other.type !== sample.type))]
}
