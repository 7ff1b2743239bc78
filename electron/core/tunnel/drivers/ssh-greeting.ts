/** Finds the public URL in what a forwarding service prints after the sign-in. */

/** What services say around the URL: localhost.run, Serveo, sish and Pinggy, in this order. */
const said = [
  /tunneled with tls termination, (https:\/\/\S+)/i,
  /Forwarding HTTP traffic from (https?:\/\/\S+)/i,
  /^HTTPS?\s*:\s+(https?:\/\/\S+)/i
]
/** A URL that stands alone on its line. */
const alone = /^\s*(https?:\/\/\S+)\s*$/
/** Pages of the services themselves. */
const ownPages = /^(?:www|admin|dashboard|docs|console|status|app)\.|^(?:localhost\.run|pinggy\.io|serveo\.net|twitter\.com|github\.com)$/i

export type Greeting = { readonly url: string; readonly encrypted: boolean } | undefined

/** The URL of one line, when it is a tunnel's: an address without a path. A service may print it twice, without and with TLS. */
export function readGreeting(line: string): Greeting {
  for (const pattern of [...said, alone]) {
    const url = URL.parse(pattern.exec(line)?.[1]?.replace(/[.,;]+$/, '') ?? '')
    if (url === null || url.pathname !== '/' || ownPages.test(url.hostname)) continue
    return { url: url.origin, encrypted: url.protocol === 'https:' }
  }
  return undefined
}
