/** The built interface as files: right types, strict headers, compressed once and kept. */
import { readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { contentSecurityPolicy } from './content-security-policy.ts'

/** What is served at all, by ending: anything else is no file of the interface. */
export const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2'
}
const alreadyCompressed = new Set(['.png', '.woff2', '.ico'])
const notBuilt = 'The interface has not been built. Run "npm run build", then reload this page.\n'

interface StaticFile {
  readonly modifiedMs: number
  readonly plain: Buffer
  readonly zipped?: Buffer
}

export type StaticHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Answers GET and HEAD for what lies in `folder`; `/` is `index.html`. */
export function serveStaticFiles(folder: string): StaticHandler {
  const kept = new Map<string, StaticFile>()
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'Only GET and HEAD are answered here.\n')
    const name = staticFileName(request.url ?? '/')
    const file = name === undefined ? undefined : await load(kept, join(folder, name))
    if (name === undefined || file === undefined) {
      return name === 'index.html' ? sendText(response, 503, notBuilt) : sendText(response, 404, 'There is no such page.\n')
    }
    sendFile(request, response, name, file)
  }
}

/** The path of a URL's file inside the folder, or nothing when it would lead out of it. */
export function staticFileName(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
    if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return undefined
    const name = normalize(path).slice(1)
    return name === '' || name === sep ? 'index.html' : name
  } catch {
    // Not percent-encoded properly: no file has that name.
    return undefined
  }
}

async function load(kept: Map<string, StaticFile>, path: string): Promise<StaticFile | undefined> {
  const extension = extname(path)
  if (contentTypes[extension] === undefined) return undefined
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) return undefined
  const known = kept.get(path)
  if (known?.modifiedMs === found.mtimeMs) return known
  const plain = await readFile(path)
  const zipped = alreadyCompressed.has(extension) ? {} : { zipped: await promisify(gzip)(plain) }
  const file = { modifiedMs: found.mtimeMs, plain, ...zipped }
  kept.set(path, file)
  return file
}

function sendFile(request: IncomingMessage, response: ServerResponse, name: string, { plain, zipped }: StaticFile): void {
  const zips = zipped !== undefined && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const body = zips ? zipped : plain
  response.writeHead(200, {
    'content-type': contentTypes[extname(name)],
    'content-length': body.byteLength,
    'content-security-policy': contentSecurityPolicy,
    // The build names everything under assets/ by its content.
    'cache-control': name.startsWith(`assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-store',
    vary: 'Accept-Encoding',
    ...(zips ? { 'content-encoding': 'gzip' } : {})
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(text)
}
