/**
 * What the double runs inside a page. These functions are sent as text, so each stands alone.
 * As in Electron, the preload has a world of its own beside the page's: both see one DOM, and no value of the other's.
 * What `contextBridge` lets through crosses as text over DOM events, functions as numbers.
 */

/** One side of the crossing. Sent into both worlds under the name `crossing`. */
export function crossing(key: string, own: string, other: string) {
  const functions: ((...args: unknown[]) => unknown)[] = []
  let answer: string | null = null
  const send = (kind: string, detail: string | null): boolean =>
    window.dispatchEvent(new CustomEvent(`${key}:${other}:${kind}`, { detail }))
  const pack = (value: unknown): string | null =>
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'function' ? { $function: functions.push(inner as (typeof functions)[number]) - 1 } : inner
    ) ?? null
  const call = (index: number, args: unknown[]): unknown => {
    send('call', JSON.stringify([index, pack(args)]))
    const text = answer
    answer = null
    return unpack(text)
  }
  const unpack = (text: string | null): unknown =>
    text === null
      ? undefined
      : JSON.parse(text, (_, inner: unknown) =>
          typeof inner === 'object' && inner !== null && '$function' in inner
            ? (...args: unknown[]) => call(Number(inner.$function), args)
            : inner
        )
  const listen = (kind: string, take: (detail: string | null) => void): void =>
    window.addEventListener(`${key}:${own}:${kind}`, (event) => take((event as CustomEvent<string | null>).detail))
  listen('call', (detail) => {
    const [index, args] = JSON.parse(detail ?? '[]') as [number, string]
    send('answer', pack(functions[index]?.(...(unpack(args) as unknown[]))))
  })
  listen('answer', (detail) => (answer = detail))
  return { send, listen, pack, unpack }
}

/** The page's world: takes what the preload exposes. */
export function pageWorld(key: string, makeCrossing: typeof crossing): void {
  if (window.top !== window) return
  const side = makeCrossing(key, 'page', 'preload')
  side.listen('expose', (detail) => {
    const [name, api] = JSON.parse(detail ?? '[]') as [string, string]
    Object.defineProperty(window, name, { value: Object.freeze(side.unpack(api)), enumerable: true })
  })
}

type IpcListener = (event: { readonly ports: readonly MessagePort[] }, ...args: unknown[]) => void

/** What the preload's world has of `electron`, and the two doors of the double. */
interface PreloadGlobals {
  require?: (name: string) => unknown
  process?: { readonly platform: string }
  /** From the main process: a message with ports, and data for one of them. */
  doubleReceive?: (channel: string, args: readonly unknown[], portIds: readonly number[]) => void
  doubleToPort?: (id: number, data: PortData | null) => void
  /** To the main process; made by the browser for this world alone. */
  doubleSend?: (text: string) => void
}

/** Bytes cross as base64. */
export type PortData = { readonly text: string } | { readonly base64: string }

/** The preload's world: `require('electron')` as a sandboxed preload has it, and the ports. */
export function preloadWorld(key: string, platform: string, makeCrossing: typeof crossing): void {
  if (window.top !== window) return
  const world = globalThis as PreloadGlobals
  const side = makeCrossing(key, 'preload', 'page')
  const listeners = new Map<string, IpcListener[]>()
  const ports = new Map<number, MessagePort>()
  const tell = (message: object): void => world.doubleSend?.(JSON.stringify(message))

  const openPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    ports.set(id, port2)
    port2.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer | Uint8Array>) => {
      if (typeof data === 'string') return tell({ port: id, data: { text: data } })
      const signs = Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte))
      tell({ port: id, data: { base64: btoa(signs.join('')) } })
    })
    port2.start()
    port2.addEventListener('close', () => tell({ port: id, data: null }))
    return port1
  }

  world.doubleReceive = (channel, args, portIds) => {
    const event = { ports: portIds.map(openPort) }
    for (const listener of listeners.get(channel) ?? []) listener(event, ...args)
  }
  world.doubleToPort = (id, data) => {
    if (data === null) ports.get(id)?.close()
    else ports.get(id)?.postMessage('text' in data ? data.text : Uint8Array.from(atob(data.base64), (sign) => sign.charCodeAt(0)))
  }
  world.process = { platform }
  world.require = (name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return {
      contextBridge: {
        exposeInMainWorld: (apiName: string, api: unknown) => void side.send('expose', JSON.stringify([apiName, side.pack(api)]))
      },
      ipcRenderer: {
        on: (channel: string, listener: IpcListener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
        send: (channel: string, ...args: unknown[]) => tell({ channel, args, url: location.href })
      }
    }
  }
}
