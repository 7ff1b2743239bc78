/** What the public URL lets through, as the command line takes and shows it. */
import { callerHeader, exposure, type Exposure, type ExposurePatch } from '../../contract/index.ts'
import { why } from '../../core/exposure/refusals.ts'
import { printable } from '../serve/delivery-lines.ts'
import { readSecretArgument } from '../serve/secret-argument.ts'
import { UsageError } from '../verb.ts'

export const exposureFlags = {
  paths: { type: 'string' },
  'path-token': { type: 'string' },
  auth: { type: 'string' },
  allow: { type: 'string', multiple: true },
  caller: { type: 'string' },
  'max-per-minute': { type: 'string' }
} as const

export const exposureHelp = `    --paths WHICH     With exposure: endpoints, only paths that an endpoint takes; or all
    --path-token WISH With exposure: on, new or off: a random beginning of every path
    --auth USER:PASSWORD, off
                      With exposure: what callers must know; env:NAME or file:PATH keep it out of the shell's history
    --allow ADDRESS   With exposure: who may call, as 192.0.2.7 or 192.0.2.0/24; again for more; "all" lets everybody
    --caller HEADER   With exposure: who is believed about the caller's address: automatic, x-forwarded-for, x-real-ip, cf-connecting-ip
    --max-per-minute N
                      With exposure: how many are let through in a minute; off is no cap`

export type ExposureValues = { readonly [Flag in keyof typeof exposureFlags]?: Flag extends 'allow' ? string[] : string }

/** What is to be changed; nothing when it is only to be shown. Errors: rejects with a UsageError or, for a secret, an AppError. */
export async function readExposure(values: ExposureValues): Promise<ExposurePatch | undefined> {
  const { paths, 'path-token': pathToken, auth, allow, caller, 'max-per-minute': cap } = values
  if (Object.keys(exposureFlags).every((flag) => values[flag as keyof ExposureValues] === undefined)) return undefined
  return {
    ...(paths !== undefined && { paths: oneOf('paths', paths, exposure.shape.paths.options) }),
    ...(pathToken !== undefined && { pathToken: oneOf('path-token', pathToken, ['on', 'new', 'off']) }),
    ...(auth !== undefined && { basicAuth: auth === 'off' ? null : readAuth(await readSecretArgument(auth, process.env, '--auth')) }),
    ...(allow !== undefined && { allowed: allow.join() === 'all' ? [] : allow.flatMap((text) => text.split(',')) }),
    ...(caller !== undefined && { callerHeader: oneOf('caller', caller, callerHeader.options) }),
    ...(cap !== undefined && { maxPerMinute: readCap(cap) })
  }
}

/** One line a rule, then what it may do that is not meant, and what was refused. */
export function describeExposure(shown: Exposure): string[] {
  const { blocked, paths, pathToken, basicAuth, allowed, caller, maxPerMinute, warnings, refused, refusals } = shown
  const counts = Object.entries(refused).filter(([, count]) => count > 0)
  const user =
    basicAuth === undefined ? 'nobody is asked' : `${basicAuth.user}${basicAuth.lost ? ' (the password is lost: set it again)' : ''}`
  return [
    `public URL  ${blocked ? 'blocked: everything is answered 503' : 'open'}`,
    `paths       ${paths === 'all' ? 'all' : 'those of endpoints'}${pathToken === undefined ? '' : `, below /${pathToken}`}`,
    `password    ${user}`,
    `addresses   ${allowed.length === 0 ? 'all' : allowed.join(', ')}`,
    `caller      ${caller.note}`,
    `cap         ${maxPerMinute === 0 ? 'none' : `${maxPerMinute} a minute`}`,
    ...warnings.map((warning) => `warning     ${warning}`),
    ...(counts.length > 0 ? [`refused     ${counts.map(([rule, count]) => `${count} ${rule}`).join(', ')} since the start`] : []),
    ...refusals.map(
      ({ at, rule, method, path, address }) =>
        `            ${new Date(at).toISOString()} ${method} ${path}${address === undefined ? '' : ` from ${address}`}: ${why[rule]}`
    )
  ].map(printable)
}

function oneOf<const Words extends readonly string[]>(flag: string, text: string, words: Words): Words[number] {
  const word = words.find((each) => each === text)
  if (word === undefined) throw new UsageError(`--${flag} takes ${words.join(', ')}, not "${text}".`)
  return word
}

function readAuth(text: string): NonNullable<ExposurePatch['basicAuth']> {
  const colon = text.indexOf(':')
  if (colon < 1) throw new UsageError('--auth takes USER:PASSWORD, env:NAME or file:PATH with that in it, or off.')
  return { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

function readCap(text: string): number {
  if (text === 'off') return 0
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--max-per-minute takes a number from 1 to 999999, or off, not "${text}".`)
  return Number(text)
}
