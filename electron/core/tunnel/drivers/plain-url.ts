/** URLs that developers type in. */

export interface PlainUrl {
  /** Without a trailing slash. */
  readonly text: string
  /** Name and port. */
  readonly host: string
  readonly hostname: string
}

/**
 * Reads an http or https URL of an address and perhaps a path. Nothing for anything else: a password in it would end up in
 * logs, a query or fragment has no meaning here.
 */
export function plainUrl(text: string | undefined): PlainUrl | undefined {
  const url = URL.parse((text ?? '').trim())
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return undefined
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined
  return { text: (url.origin + url.pathname).replace(/\/+$/, ''), host: url.host, hostname: url.hostname }
}
