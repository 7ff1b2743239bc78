/** HTTP calls with every header under the test's control: fetch would not let a test set Host or Origin. */
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'

export interface RawCall {
  readonly url: string
  /** Sent as it is, where the URL would be put in order first. */
  readonly path?: string
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

/** Errors: rejects when there is no whole answer within 10 s. */
export function rawCall({ url, path, method = 'GET', headers = {}, body }: RawCall): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method, headers, ...(path === undefined ? {} : { path }), agent: false, signal: AbortSignal.timeout(10_000) },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') })
        })
      }
    )
    call.once('error', reject)
    call.end(body)
  })
}
