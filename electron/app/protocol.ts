/** The `app://` scheme: the built interface as files, and nothing outside of its folder. */
import type { CustomScheme } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { contentSecurityPolicy, protectiveHeaders } from '../host/content-security-policy.ts'
import { contentTypes, staticFileName } from '../host/static-files.ts'
import { appHost, appScheme } from './own-page.ts'

/** To be registered before the app is ready. Standard and secure, so that origins, modules and the clipboard work as on https. */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
}

/** Answers requests for files of `folder`. Never rejects. */
export function serveInterface(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = URL.parse(request.url)
    if (url === null || url.host !== appHost) return refuse(404)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const name = staticFileName(url.pathname)
    const type = name === undefined ? undefined : contentTypes[extname(name)]
    if (name === undefined || type === undefined) return refuse(404)
    try {
      const bytes = await readFile(join(folder, name))
      const headers = { ...protectiveHeaders, 'content-type': type, 'content-security-policy': contentSecurityPolicy }
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers })
    } catch {
      // A folder, or no such file: the same answer for all.
      return refuse(404)
    }
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: protectiveHeaders })
}
