/** Sends one proof through the public URL and brings back whatever was answered. */
import { addressPatienceMs, lookupWithLocalhost } from './localhost-lookup.ts'

export type ProbeReply =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string | string[] | undefined>>
      readonly body: Uint8Array
      readonly roundTripMs: number
    }
  | { readonly error: unknown }

export interface ProbeSending {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** Never rejects; ends when the signal aborts. */
export type SendProbe = (sending: ProbeSending) => Promise<ProbeReply>

const maxAnswerBytes = 16_384

/** Sends over connections of its own, so that no kept-alive socket can answer for a public URL that is dead to others. */
export const sendProbe: SendProbe = async ({ url, headers, signal }) => {
  // Loaded at the first proof: start-up does not wait for an HTTP client that a run without a tunnel never needs.
  const { Agent, request } = await import('undici')
  const connect = { lookup: lookupWithLocalhost, autoSelectFamilyAttemptTimeout: addressPatienceMs }
  const dispatcher = new Agent({ connections: 1, pipelining: 0, connect })
  const startedAt = performance.now()
  try {
    const response = await request(url, { dispatcher, headers, signal })
    const body = await readStart(response.body)
    const roundTripMs = Math.round((performance.now() - startedAt) * 10) / 10
    return { status: response.statusCode, headers: response.headers, body, roundTripMs }
  } catch (error) {
    return { error }
  } finally {
    await dispatcher.destroy()
  }
}

async function readStart(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    sizeBytes += chunk.byteLength
    if (sizeBytes >= maxAnswerBytes) break
  }
  return Buffer.concat(chunks).subarray(0, maxAnswerBytes)
}
