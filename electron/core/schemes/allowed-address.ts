/** Telling whether an address that a request names may be called: only the provider's own hosts, only TLS, only the usual port. */

/**
 * The address, when it is plain https at an allowed host; nothing otherwise.
 * Never throws. What the URL parser makes of the text is judged, and that is what must be called.
 */
export function hostedAt(text: string, isAllowedHost: (host: string) => boolean): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return undefined
  return isAllowedHost(url.hostname) ? url : undefined
}
