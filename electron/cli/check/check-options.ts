/** The flags of `hooklab check`, read and checked before anything is sent. */
import type { CheckFormat } from '../../contract/index.ts'
import type { CheckCase } from '../../core/checks/check-case.ts'
import { eventsOfSample, requireSigning, type CheckSubject } from '../../core/checks/check-subject.ts'
import { settingsOf } from '../../core/checks/make-subject.ts'
import { checkCases, findCase } from '../../core/checks/registry.ts'
import { parseTargetUrl } from '../../core/forwarding/target-address.ts'
import { findSample } from '../../core/samples/samples.ts'
import { findScheme } from '../../core/schemes/registry.ts'
import type { Scheme } from '../../core/schemes/scheme.ts'
import { readFlags } from '../flags.ts'
import { readSecretArgument } from '../serve/secret-argument.ts'
import { UsageError } from '../verb.ts'
import { unknownProvider } from '../verify/verify-options.ts'

const flags = {
  provider: { type: 'string' },
  secret: { type: 'string', multiple: true },
  target: { type: 'string' },
  type: { type: 'string' },
  'state-url': { type: 'string' },
  report: { type: 'string' },
  out: { type: 'string' },
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  option: { type: 'string', multiple: true },
  'answer-within': { type: 'string' },
  'allow-remote': { type: 'boolean' }
} as const

export interface CheckOptions {
  readonly subject: CheckSubject
  readonly cases: readonly CheckCase[]
  readonly sampleType: string
  /** Nothing: only the lines for people. */
  readonly format?: CheckFormat
  readonly out?: string
  readonly answerWithinMs?: number
}

/** Errors: throws a UsageError that says what is allowed, or the AppError of what can't be read or signed. */
export async function readCheckOptions(args: readonly string[]): Promise<CheckOptions> {
  const { values } = readFlags(args, flags)
  const scheme = schemeOf(values.provider)
  const url = needed(values.target, 'target', 'the URL of your app’s webhook route, such as http://localhost:3000/webhooks')
  parseTargetUrl(url)
  needed(values.secret?.[0], 'secret', 'what your app verifies with: env:NAME, file:PATH or the value itself')
  const secrets = await Promise.all((values.secret ?? []).map((argument) => readSecretArgument(argument)))
  requireSigning(scheme, secrets)
  const { out } = values
  const format = formatOf(values.report) ?? (out === undefined ? undefined : 'json')
  const stateUrl = values['state-url']
  const sample = await findSample(scheme.id, values.type)
  return {
    subject: {
      scheme,
      settings: settingsOf(scheme, readSchemeOptions(values.option)),
      secrets,
      target: { url, allowRemote: values['allow-remote'] === true, verifyTls: true, finishHeaders: (headers) => headers },
      stateUrl,
      newEvent: eventsOfSample(sample, url)
    },
    cases: casesOf(values.only, values.skip),
    sampleType: sample.template.type,
    ...(format === undefined ? {} : { format }),
    ...(out === undefined ? {} : { out }),
    ...(values['answer-within'] === undefined ? {} : { answerWithinMs: secondsOf(values['answer-within']) })
  }
}

function needed(value: string | undefined, flag: string, what: string): string {
  if (value === undefined) throw new UsageError(`--${flag} is missing: ${what}.`)
  return value
}

function schemeOf(provider: string | undefined): Scheme {
  const id = needed(provider, 'provider', 'how your app verifies, such as stripe or standard-webhooks')
  const scheme = findScheme(id)
  if (scheme === undefined) throw new UsageError(unknownProvider(id))
  return scheme
}

function casesOf(only: readonly string[] | undefined, skip: readonly string[] = []): readonly CheckCase[] {
  const unknown = [...(only ?? []), ...skip].filter((id) => findCase(id) === undefined)
  if (unknown.length > 0)
    throw new UsageError(`there is no case ${unknown.join(', ')}. Cases: ${checkCases.map(({ id }) => id).join(', ')}.`)
  const chosen = checkCases.filter(({ id }) => (only?.includes(id) ?? true) && !skip.includes(id))
  if (chosen.length === 0) throw new UsageError('no case is left to run.')
  return chosen
}

function formatOf(text: string | undefined): CheckFormat | undefined {
  if (text === undefined || text === 'json' || text === 'junit' || text === 'markdown') return text
  throw new UsageError(`--report is json, junit or markdown, not "${text}".`)
}

function secondsOf(text: string): number {
  const seconds = Number(text)
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 120) return seconds * 1000
  throw new UsageError(`--answer-within is a number of seconds up to 120, not "${text}".`)
}

/** `requireTimestamp=true`, `header=X-Signature`: true and false are switches. */
function readSchemeOptions(texts: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw new UsageError(`--option is NAME=VALUE, not "${text}".`)
      const value = text.slice(at + 1)
      return [text.slice(0, at), value === 'true' ? true : value === 'false' ? false : value]
    })
  )
}
