/**
 * Fetches a key from the provider that owns it: over TLS, from a host that the scheme itself allows, once, within a deadline.
 * What a delivery says decides at most which of the provider's own keys is asked for.
 */
import { X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { request, type Agent } from 'node:https'
import { errorMessage } from '../../errors.ts'
import { hostedAt } from '../allowed-address.ts'
import type { RequiredKey } from '../scheme.ts'

export type FetchOutcome =
  | { readonly kind: 'fetched'; readonly text: string }
  /** `lasting`: asking again would get the same answer. `detail` reads on after "… can't be fetched from HOST: ". */
  | { readonly kind: 'failed'; readonly detail: string; readonly lasting: boolean }

export interface FetchOptions {
  /** Connects; it must check certificates. */
  readonly agent: Agent
  /** The scheme's own list. Asked again here, whatever was asked before. */
  readonly isAllowedHost: (host: string) => boolean
  readonly signal: AbortSignal
  /** Epoch ms. */
  readonly now: number
  readonly deadlineMs?: number
}

export const fetchDeadlineMs = 10_000
const longestBytes = 65_536

/** Errors: never rejects; every failure is an outcome. */
export async function fetchKey(required: RequiredKey, options: FetchOptions): Promise<FetchOutcome> {
  const url = hostedAt(required.url, options.isAllowedHost)
  if (url === undefined) return lasting('it is not an address of the provider.')
  if (required.kind !== 'certificate') return lasting('the provider gives it only to callers with your credentials.')
  const deadlineMs = options.deadlineMs ?? fetchDeadlineMs
  const deadline = AbortSignal.timeout(deadlineMs)
  try {
    const text = await get(url, options.agent, AbortSignal.any([options.signal, deadline]))
    if (typeof text !== 'string') return text
    return judge(text, options.now)
  } catch (error) {
    const detail = deadline.aborted ? `no whole answer within ${deadlineMs / 1000} s.` : `${reasonOf(error)}.`
    return { kind: 'failed', detail, lasting: false }
  }
}

function get(url: URL, agent: Agent, signal: AbortSignal): Promise<string | FetchOutcome> {
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'application/x-pem-file, text/plain, */*', 'Accept-Encoding': 'identity' }
    // A variable of the environment may switch certificate checks off for all of Node; not for this.
    const outgoing = request(url, { method: 'GET', agent, headers, signal, rejectUnauthorized: true, maxHeaderSize: 16_384 })
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      read(response).then(resolve, reject)
    })
    outgoing.end()
  })
}

async function read(response: IncomingMessage): Promise<string | FetchOutcome> {
  const status = response.statusCode ?? 0
  if (status !== 200) {
    response.destroy()
    const isRedirect = status >= 300 && status < 400
    const detail = `it answered ${status}${isRedirect ? ', and a redirect is never followed' : ''}.`
    return { kind: 'failed', detail, lasting: status < 500 && status !== 408 && status !== 429 }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop early destroys the response.
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > longestBytes) return lasting(`the answer is longer than ${longestBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('latin1')
}

/** A certificate that is valid now. TLS has said who serves it. */
function judge(text: string, now: number): FetchOutcome {
  const expiresAt = expiryOf(text)
  if (expiresAt === undefined) return lasting('the answer is no certificate.')
  return expiresAt <= now ? lasting('the certificate there has expired.') : { kind: 'fetched', text }
}

/** Epoch ms until which a certificate is valid; nothing when the text is none. Never throws. */
export function expiryOf(text: string): number | undefined {
  try {
    return text.trimStart().startsWith('-----BEGIN CERTIFICATE-----') ? new X509Certificate(text).validToDate.getTime() : undefined
  } catch {
    return undefined // Not a certificate: an answer, not an error.
  }
}

/** When several addresses of a host were tried, Node's error has a code and no text. */
function reasonOf(error: unknown): string {
  const message = errorMessage(error)
  if (message !== '') return message
  return error instanceof Error && 'code' in error ? String(error.code) : 'it could not be reached'
}

function lasting(detail: string): FetchOutcome {
  return { kind: 'failed', detail, lasting: true }
}
