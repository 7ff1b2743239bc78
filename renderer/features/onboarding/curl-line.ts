/** A cURL line that can be pasted into a shell as it is. */

export interface CurlLineInput {
  readonly url: string
  readonly body: string
}

export function curlLine({ url, body }: CurlLineInput): string {
  return `curl -X POST ${quote(url)} \\\n  -H 'Content-Type: application/json' \\\n  -d ${quote(body)}`
}

/** Single quotes keep everything but themselves. */
function quote(text: string): string {
  return /^[\w:/.@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
