/** What of a request and its answer goes into a report: the first kilobytes, without secrets and signatures. */
import type { CheckExchange, HeaderPair } from '../../contract/index.ts'
import type { Sending } from './check-case.ts'
import type { CheckSubject } from './check-subject.ts'

const shownBytes = 2_048
const shownHeaders = 40

/** One sending as a line of the report. */
export function toExchange({ label, request, result }: Sending, subject: CheckSubject): CheckExchange {
  const hide = hider(subject)
  const { outcome, timings, response, sentHeaders } = result
  return {
    label,
    request: {
      method: request.method,
      url: hide(new URL(subject.target.url).origin + request.url),
      headers: shownPairs(sentHeaders.length > 0 ? sentHeaders : request.headers, subject, hide),
      body: shownText(request.body, request.body.byteLength, hide)
    },
    outcome,
    tookMs: Math.round(timings.totalMs * 10) / 10,
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: shownPairs(response.headers, subject, hide),
            body: shownText(response.body, response.sizeBytes, hide)
          }
        })
  }
}

/** Takes the secrets out of a text: as they are, and as they stand in an address. */
export function hider({ secrets }: Pick<CheckSubject, 'secrets'>): (text: string) => string {
  const hidden = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).filter((secret) => secret.length > 0)
  return (text) => hidden.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text)
}

function shownPairs(headers: readonly HeaderPair[], subject: CheckSubject, hide: (text: string) => string): HeaderPair[] {
  return headers
    .slice(0, shownHeaders)
    .map(([name, value]) => [name, isSecretive(name, subject) ? `[${value.length} characters]` : hide(value)])
}

/** Signatures and credentials: a token scheme's signature is the secret itself. */
function isSecretive(name: string, { scheme, settings }: CheckSubject): boolean {
  const chosen = settings.options['header']
  const names = [...scheme.signatureHeaders, ...(typeof chosen === 'string' ? [chosen] : []), 'authorization', 'cookie', 'set-cookie']
  return names.some((one) => one.toLowerCase() === name.toLowerCase())
}

function shownText(bytes: Uint8Array, sizeBytes: number, hide: (text: string) => string): CheckExchange['request']['body'] {
  const text = hide(Buffer.from(bytes.subarray(0, shownBytes)).toString('utf8'))
  return { sizeBytes, text, truncated: sizeBytes > shownBytes }
}
