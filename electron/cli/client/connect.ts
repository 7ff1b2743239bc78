/** A typed client of a running Hooklab, and its errors as the command line tells them. */
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { realpath } from 'node:fs/promises'
import { errorStatuses, type Contract, type ErrorCode, type Status } from '../../contract/index.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { UsageError } from '../verb.ts'
import { findControl, nothingRuns, type Candidate, type Control, type ControlWishes } from './find-control.ts'

export type Client = ContractRouterClient<Contract>

export interface Connected {
  readonly client: Client
  readonly control: Control
  readonly status: Status
}

/** The flags of every verb that speaks to a running Hooklab. */
export const controlFlags = {
  control: { type: 'string' },
  token: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' }
} as const

export const controlHelp = `  --json              JSON, one object a line
  --data DIR          The Hooklab of that data folder
  --control URL       The Hooklab at that address, with --token env:NAME, file:PATH or the value; or HOOKLAB_CONTROL, HOOKLAB_TOKEN`

const statusTimeoutMs = 5_000

/**
 * Finds the running Hooklab, makes sure that it is the one, and hands it over. What it refuses comes back as errors of the command line.
 * Errors: rejects with a UsageError or an AppError.
 */
export async function withHooklab<Result>(wishes: ControlWishes, use: (connected: Connected) => Promise<Result>): Promise<Result> {
  const connected = await connect(wishes)
  try {
    return await use(connected)
  } catch (error) {
    throw toCliError(error, connected.control)
  }
}

async function connect(wishes: ControlWishes): Promise<Connected> {
  const candidates = await findControl(wishes)
  const tooShy: string[] = []
  for (const candidate of candidates) {
    const client = createClient(candidate)
    try {
      const status = await client.status(undefined, { signal: AbortSignal.timeout(statusTimeoutMs) })
      if (await isExpected(candidate, status)) return { client, control: candidate, status }
    } catch (error) {
      // What a file says may be out of date; what the user said may not.
      if (candidate.folder === undefined) throw toCliError(error, candidate)
    }
    tooShy.push(candidate.folder ?? candidate.url)
  }
  throw nothingRuns(tooShy)
}

function createClient({ url, token }: Control): Client {
  return createORPCClient(new RPCLink({ url: `${url}/rpc`, headers: { authorization: `Bearer ${token}` } }))
}

/** A port changes hands: who answers must keep the folder whose file named it. */
async function isExpected({ folder }: Candidate, { dataFolder }: Status): Promise<boolean> {
  if (folder === undefined) return true
  const [left, right] = await Promise.all([folder, dataFolder].map((path) => realpath(path).catch(() => path)))
  return left === right
}

function toCliError(error: unknown, { url }: Control): unknown {
  if (error instanceof AppError || error instanceof UsageError) return error
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST') return new UsageError(error.message)
    if (error.code === 'UNAUTHORIZED')
      return new AppError('UNAUTHORIZED', `the Hooklab at ${url} does not know this token. Give the one of its last start.`, error)
    if (isErrorCode(error.code)) return new AppError(error.code, error.message, error)
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return new AppError('NOT_FOUND', `the Hooklab at ${url} does not answer: ${errorMessage(cause)}. Start it with "hooklab serve".`, error)
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatuses, code)
}
