/** Every form in which a delivery can be copied. Loaded when something is copied. */
import { type CopiedRequest, redact } from './copied-request.ts'
import { toCurl } from './curl.ts'
import { toFetch } from './fetch.ts'
import { toHar } from './har.ts'
import { toPytestFixture } from './pytest-fixture.ts'
import { toPythonRequests } from './python-requests.ts'
import { toRawHttp } from './raw-http.ts'
import type { CopyFormat } from './use-copy-as.ts'
import { toVitestFixture } from './vitest-fixture.ts'

export interface FormatInfo {
  readonly id: CopyFormat
  readonly label: string
  /** Begins a sentence: "The cURL line is on the clipboard". */
  readonly what: string
  readonly fileName: string
  readonly hint: string
}

export const formats: readonly FormatInfo[] = [
  {
    id: 'curl',
    label: 'cURL',
    what: 'The cURL line',
    fileName: 'delivery.sh',
    hint: 'For POSIX shells. The bytes that arrive are the bytes that came.'
  },
  { id: 'raw', label: 'Raw HTTP', what: 'The raw request', fileName: 'delivery.http', hint: 'Head and body as they stood on the wire.' },
  { id: 'fetch', label: 'fetch', what: 'The fetch call', fileName: 'send-delivery.mjs', hint: 'For Node, Deno, Bun or a page.' },
  { id: 'python', label: 'Python requests', what: 'The Python script', fileName: 'send_delivery.py', hint: 'Needs the requests package.' },
  {
    id: 'har',
    label: 'HAR',
    what: 'The HAR file',
    fileName: 'delivery.har',
    hint: 'One entry, for developer tools and HTTP clients to import.'
  },
  {
    id: 'vitest',
    label: 'Vitest fixture',
    what: 'The Vitest file',
    fileName: 'delivery.test.js',
    hint: 'The request, and tests that verify its signature.'
  },
  {
    id: 'pytest',
    label: 'pytest fixture',
    what: 'The pytest file',
    fileName: 'test_delivery.py',
    hint: 'The request, and tests that verify its signature.'
  }
]

/** The delivery as text in one form; `redacted` leaves out credentials and signatures. */
export function formatCopy(request: CopiedRequest, format: CopyFormat, redacted: boolean): string {
  const shown = redacted ? redact(request) : request
  switch (format) {
    case 'curl':
      return toCurl(shown)
    case 'raw':
      return toRawHttp(shown)
    case 'fetch':
      return toFetch(shown)
    case 'python':
      return toPythonRequests(shown)
    case 'har':
      return toHar(shown)
    case 'vitest':
      return toVitestFixture({ ...request, url: shown.url }, redacted)
    case 'pytest':
      return toPytestFixture({ ...request, url: shown.url }, redacted)
  }
}
