/** The rules of the public URL as they are kept, and what a change makes of them. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { exposure, type ExposurePatch } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { readAddressEntries } from './address-list.ts'

const { blocked, paths, callerHeader } = exposure.shape

const rules = z.object({
  blocked: blocked.catch(true),
  paths: paths.catch('endpoints'),
  pathToken: z.string().optional(),
  basicAuth: z.object({ user: z.string(), sealed: z.string() }).optional(),
  allowed: z.array(z.string()),
  callerHeader: callerHeader.catch('automatic'),
  maxPerMinute: z.number().int()
})

/** `basicAuth.sealed` is the password as the secret store sealed it, in base64. */
export type ExposureRules = Readonly<z.infer<typeof rules>>

/**
 * Only known paths answer, and nothing else is asked of a caller: what a provider needs, and little for a stranger. See decision 0016.
 */
export const defaultRules: ExposureRules = {
  blocked: false,
  paths: 'endpoints',
  allowed: [],
  callerHeader: 'automatic',
  maxPerMinute: 0
}

/** What was saved; `damaged` when it can't be understood, in which case everything is blocked until the developer has looked. */
export function readRules(saved: unknown): { readonly rules: ExposureRules; readonly damaged: boolean } {
  if (saved === undefined || saved === null) return { rules: defaultRules, damaged: false }
  const parsed = rules.safeParse(saved)
  if (parsed.success && 'entries' in readAddressEntries(parsed.data.allowed)) return { rules: parsed.data, damaged: false }
  return { rules: { ...defaultRules, blocked: true }, damaged: true }
}

/**
 * A patch laid over the rules. `seal` is asked for a new password only.
 * Errors: UNPROCESSABLE for an entry that is no address and for a user without a password.
 */
export async function changeRules(
  current: ExposureRules,
  patch: ExposurePatch,
  seal: (password: string) => Promise<string>
): Promise<ExposureRules> {
  const { pathToken: _, basicAuth: __, ...rest } = current
  const token = nextToken(current.pathToken, patch.pathToken)
  const basicAuth = await nextBasicAuth(current.basicAuth, patch.basicAuth, seal)
  return {
    ...rest,
    ...(token !== undefined && { pathToken: token }),
    ...(basicAuth !== undefined && { basicAuth }),
    blocked: patch.blocked ?? current.blocked,
    paths: patch.paths ?? current.paths,
    allowed: patch.allowed === undefined ? current.allowed : checkedEntries(patch.allowed),
    callerHeader: patch.callerHeader ?? current.callerHeader,
    maxPerMinute: patch.maxPerMinute ?? current.maxPerMinute
  }
}

/** 96 random bits: nobody finds it by trying. Lower-case letters and digits alone, as some providers change the case of a URL. */
function newToken(): string {
  return `t-${BigInt(`0x${randomBytes(12).toString('hex')}`)
    .toString(36)
    .padStart(19, '0')}`
}

function nextToken(current: string | undefined, wish: ExposurePatch['pathToken']): string | undefined {
  switch (wish) {
    case undefined:
      return current
    case 'off':
      return undefined
    case 'on':
      return current ?? newToken()
    case 'new':
      return newToken()
  }
}

async function nextBasicAuth(
  current: ExposureRules['basicAuth'],
  wish: ExposurePatch['basicAuth'],
  seal: (password: string) => Promise<string>
): Promise<ExposureRules['basicAuth']> {
  if (wish === undefined) return current
  if (wish === null) return undefined
  if (wish.password !== undefined) return { user: wish.user, sealed: await seal(wish.password) }
  if (current !== undefined) return { user: wish.user, sealed: current.sealed }
  throw new AppError('UNPROCESSABLE', 'A user name alone keeps nobody out. Give a password of 8 characters or more as well.')
}

function checkedEntries(texts: readonly string[]): string[] {
  const read = readAddressEntries(texts)
  if ('wrong' in read) throw new AppError('UNPROCESSABLE', read.wrong)
  return [...read.entries]
}
