/** Which endpoint a request belongs to: the longest path that its own path begins with, whole segments only. */

/** `/webhook` takes `/webhook`, `/webhook/`, `/webhook/a?b`, never `/webhooks`. `/` takes everything. */
export function isUnder(endpointPath: string, requestPath: string): boolean {
  if (!requestPath.startsWith(endpointPath)) return false
  if (requestPath.length === endpointPath.length || endpointPath.endsWith('/')) return true
  return requestPath.charCodeAt(endpointPath.length) === 47
}

/** The path of a request's URL as received: without query, and without scheme and host in absolute form. */
export function pathOf(url: string): string {
  const start = pathStart(url)
  if (start === url.length) return '/'
  const query = url.indexOf('?', start)
  return query === -1 ? url.slice(start) : url.slice(start, query)
}

/** Where the path begins in a request's URL as received: at 0, or after scheme and host in absolute form; its length when there is none. */
export function pathStart(url: string): number {
  if (url.charCodeAt(0) === 47) return 0
  const scheme = url.indexOf('://')
  if (scheme === -1) return 0
  const start = url.indexOf('/', scheme + 3)
  return start === -1 ? url.length : start
}

/** What is left of a request's path below its endpoint's, `/` at least: `/webhook` of `/webhook/orders/1?x` leaves `/orders/1`. */
export function pathBelow(endpointPath: string, url: string): string {
  const path = pathOf(url)
  const below = endpointPath !== '/' && isUnder(endpointPath, path) ? path.slice(endpointPath.length) : path
  return below === '' ? '/' : below
}

/** The endpoint path in the form it is kept: one leading slash, no trailing one, no query. */
export function normalisePath(path: string): string {
  const trimmed = `/${path.trim()}`.replace(/[?#].*$/s, '').replaceAll(/\/{2,}/g, '/')
  return trimmed.length > 1 && trimmed.endsWith('/') ? trimmed.slice(0, -1) : trimmed
}
