/** The browser's session: the token in the printed URL's fragment becomes a cookie, and leaves the address bar. */

const tokenPattern = /^#token=([^&]+)$/

/** Whether the URL carries a token, as the printed one does. */
export function hasToken(): boolean {
  return tokenPattern.test(location.hash)
}

/**
 * Exchanges the token, if the URL carries one.
 * Answers false when the host refused it. Errors: rejects when the host can't be reached.
 */
export async function exchangeToken(): Promise<boolean> {
  const token = tokenPattern.exec(location.hash)?.[1]
  if (!token) return true
  // Dropped before anything is awaited, so that the token never rests in the history.
  history.replaceState(null, '', location.pathname)
  const response = await fetch('/session', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { Authorization: `Bearer ${decodeURIComponent(token)}` }
  })
  return response.ok
}
