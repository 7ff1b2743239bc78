/**
 * Every sample event there is. The main providers have a file in `providers/` each, found by looking and loaded when first asked for:
 * starting up must not wait for them. Other schemes bring a plain one along.
 */
import { existsSync } from 'node:fs'
import type { SampleInfo } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { findScheme, schemes } from '../schemes/registry.ts'
import type { Scheme } from '../schemes/scheme.ts'
import type { OwnKeyKind } from './own-key.ts'
import { plainTemplate } from './plain-template.ts'
import type { SampleTemplate } from './template.ts'

declare global {
  interface ImportMeta {
    glob(pattern: string): Record<string, () => Promise<unknown>>
  }
}

/** What a provider's file exports. */
export interface ProviderSamples {
  readonly samples: readonly SampleTemplate[]
  /** How a key pair of our own signs, where the provider's key is private to it. */
  readonly ownKey?: OwnKeyKind
}

const bundled = import.meta.env === undefined ? undefined : import.meta.glob('./providers/*.ts')

/** All samples; providers in the order of the scheme picker, the provider's default first. */
export async function listSamples(): Promise<SampleInfo[]> {
  const all = await Promise.all(schemes.map(async (scheme) => ({ scheme, ...(await samplesOf(scheme)) })))
  return all.flatMap(({ scheme, samples }) =>
    samples.map(({ type, label, fields }) => ({ provider: scheme.id, type, label, fields: [...fields] }))
  )
}

export interface FoundSample {
  readonly scheme: Scheme
  readonly template: SampleTemplate
}

/** A provider's sample of a type, or its first. Errors: NOT_FOUND, naming what there is. */
export async function findSample(provider: string, type?: string): Promise<FoundSample> {
  const scheme = findScheme(provider)
  const { samples } = scheme === undefined ? { samples: [] } : await samplesOf(scheme)
  const template = type === undefined ? samples[0] : samples.find((one) => one.type === type)
  if (scheme !== undefined && template !== undefined) return { scheme, template }
  if (samples.length === 0)
    throw new AppError(
      'NOT_FOUND',
      `There are no samples for "${provider}". Providers that have some: ${(await providersWithSamples()).join(', ')}.`
    )
  throw new AppError(
    'NOT_FOUND',
    `There is no ${provider} sample "${type ?? ''}". There are: ${samples.map((one) => one.type).join(', ')}.`
  )
}

async function providersWithSamples(): Promise<readonly string[]> {
  return [...new Set((await listSamples()).map(({ provider }) => provider))]
}

/** A provider's first sample, or a plain one where it has none. */
export async function findOwnSample(scheme: Scheme): Promise<FoundSample> {
  const [template] = (await samplesOf(scheme)).samples
  return template === undefined ? findSample('generic') : { scheme, template }
}

/** How a key of our own signs for a provider; nothing where none is needed. */
export async function ownKeyOf(provider: string): Promise<OwnKeyKind | undefined> {
  const scheme = findScheme(provider)
  return scheme === undefined ? undefined : (await samplesOf(scheme)).ownKey
}

async function samplesOf(scheme: Scheme): Promise<ProviderSamples> {
  const file = `./providers/${scheme.id}.ts`
  const found = bundled === undefined ? await fromFolder(file) : await bundled[file]?.()
  if (found === undefined) return { samples: (scheme.samples ?? []).map(plainTemplate) }
  if (isProviderSamples(found)) return found
  throw new Error(`${file} does not export samples.`)
}

async function fromFolder(file: string): Promise<unknown> {
  const url = new URL(file, import.meta.url)
  return existsSync(url) ? import(url.href) : undefined
}

function isProviderSamples(module: unknown): module is ProviderSamples {
  return typeof module === 'object' && module !== null && 'samples' in module && Array.isArray(module.samples)
}
