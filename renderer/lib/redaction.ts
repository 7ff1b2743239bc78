/** Requests without what only their sender may know: credentials and signatures in URLs and headers. */
import type { HeaderPair } from '../../electron/contract/index.ts'

export const redactedText = '[redacted]'

/** Names with these words in them, however written: `access_token`, `X-Amz-Signature`, `apiKey`. */
const sensitiveWords = /token|secret|signature|hmac|passw(?:or)?d|pwd|credential|authori[sz]ation|jwt|(?:api|access)[-_. ]?key/i
const sensitiveNames = /^(?:key|sig|auth|pass|code)(?:\[.*\])?$/i

const sensitiveHeaders =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|api-key|x-auth-token|x-access-token|x-gitlab-token|x-csrf-token)$|signature|hmac|secret/

/** Headers that hold a URL. */
const addresses = new Set(['referer', 'location', 'content-location'])

/**
 * The URL with the user before its host and the values of sensitive parameters replaced; all else keeps its characters and its place.
 * By hand and not through URL or URLSearchParams, which would write the rest anew and refuse what senders do send.
 */
export function redactUrl(url: string): string {
  const shown = url.replace(/^([a-z][a-z\d+.-]*:)?\/\/[^/?#]*@/i, '$1//redacted@')
  const start = shown.search(/[?#]/)
  return start === -1 ? shown : shown.slice(0, start) + shown.slice(start).replaceAll(/[^&]+/g, redactParameter)
}

/** The header as it may be shown, its name kept. */
export function redactHeader([name, value]: HeaderPair): HeaderPair {
  if (isSensitiveHeader(name)) return [name, redactedText]
  return [name, addresses.has(name.toLowerCase()) ? redactUrl(value) : value]
}

/**
 * `a=b`, or several where the sender parted them by `;`, `?` or `#`: what those mean is the receiver's choice, so everything after
 * the first sensitive name goes.
 */
function redactParameter(text: string): string {
  for (const { 0: found, 1: name = '', index } of text.matchAll(/([^?#;=]+)=/g)) {
    if (isSensitiveParameter(name)) return `${text.slice(0, index + found.length)}redacted`
  }
  return text
}

function isSensitiveParameter(name: string): boolean {
  const plain = name.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).trim()
  return sensitiveWords.test(plain) || sensitiveNames.test(plain)
}

/** Credentials and signatures: whoever sees them may be able to pass for the sender. */
export function isSensitiveHeader(name: string): boolean {
  return sensitiveHeaders.test(name.toLowerCase())
}
