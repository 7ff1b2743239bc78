/** The one page that this app shows, and how to tell it from every other. */

export const appScheme = 'app'
export const appHost = 'hooklab'

export interface OwnPage {
  readonly url: string
  /** Whether a frame or navigation address is this page: scheme, host and path, whatever the fragment. */
  isOwn(url: string): boolean
}

/** Shape: `developmentUrl` is the address of the development server, and is never given in a packaged app. */
export function ownPage(developmentUrl?: string): OwnPage {
  const url = developmentUrl ?? `${appScheme}://${appHost}/`
  const own = new URL(url)
  const paths = new Set([own.pathname, `${own.pathname}index.html`])
  return {
    url,
    isOwn(text) {
      // `origin` is "null" for schemes that the URL standard does not know, so the parts are compared.
      const other = URL.parse(text)
      return other !== null && other.protocol === own.protocol && other.host === own.host && paths.has(other.pathname)
    }
  }
}
