/** Where pages may go: nowhere. Links to known documentation open in the user's browser instead. */
import type { Session, WebContents } from 'electron'
import { schemeInfos } from '../core/schemes/registry.ts'
import type { Log } from '../core/log.ts'
import type { OwnPage } from './own-page.ts'

const ownHosts = ['github.com', 'theboroer.github.io', 'localtunnel.me']

export interface NavigationParts {
  readonly page: OwnPage
  readonly log: Log
  /** The hosts that links may name. */
  readonly documentationHosts: ReadonlySet<string>
  readonly openExternal: (url: string) => Promise<void>
}

/** The hosts of every provider's documentation, and our own. */
export function documentationHosts(): ReadonlySet<string> {
  const hosts = schemeInfos().map(({ docsUrl }) => URL.parse(docsUrl)?.hostname)
  return new Set([...ownHosts, ...hosts.filter((host) => host !== undefined)])
}

/** Whether a link may be handed to the system: https at its own port, a known host, and no credentials. */
export function mayOpenExternal(text: string, hosts: ReadonlySet<string>): boolean {
  const url = URL.parse(text)
  return (
    url !== null && url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '' && hosts.has(url.hostname)
  )
}

/** Closes every way out of a page: navigation, redirects, new windows, embedded views. */
export function guardNavigation(contents: WebContents, parts: NavigationParts): void {
  const hand = (url: string): void => {
    if (!mayOpenExternal(url, parts.documentationHosts)) return parts.log.warn('navigation.refused', { url: url.slice(0, 200) })
    parts.openExternal(url).catch((error: unknown) => parts.log.warn('navigation.open_failed', { message: String(error) }))
  }
  contents.on('will-frame-navigate', (event) => {
    // A reload comes this way too, and is no way out.
    if (event.isMainFrame && parts.page.isOwn(event.url)) return
    event.preventDefault()
    if (event.isMainFrame) hand(event.url)
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    hand(url)
    return { action: 'deny' }
  })
}

/** Refuses every permission but writing text to the clipboard, which copying needs. */
export function guardPermissions(session: Session, page: OwnPage): void {
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    callback(permission === 'clipboard-sanitized-write' && details.isMainFrame && page.isOwn(contents.getURL()))
  })
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    return permission === 'clipboard-sanitized-write' && details.isMainFrame && contents !== null && page.isOwn(contents.getURL())
  })
  session.setDevicePermissionHandler(() => false)
}
