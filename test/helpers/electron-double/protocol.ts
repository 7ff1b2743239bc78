/** `protocol`: custom schemes, answered by the app's own handlers. */
import type { Request as PageRequest } from '@playwright/test'

type Handler = (request: Request) => Promise<Response>

export interface FulfilledAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

const handlers = new Map<string, Handler>()
const registered: { readonly scheme: string; readonly privileges?: object }[] = []
let ready = false

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof registered): void {
    if (ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    registered.push(...schemes)
  },
  handle(scheme: string, handler: Handler): void {
    if (!registered.some((known) => known.scheme === scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged.`)
    handlers.set(scheme, handler)
  }
}

export function closeRegistration(): void {
  ready = true
}

/** The app's own answer, or nothing when no handler has the scheme. */
export async function answerFromProtocol(url: string, request?: PageRequest): Promise<FulfilledAnswer | undefined> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (handler === undefined) return undefined
  const response = await handler(new Request(url, { method: request?.method() ?? 'GET', headers: request?.headers() ?? {} }))
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer())
  }
}
