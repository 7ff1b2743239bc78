/** `MessageChannelMain` and its ports, which stay here or go to a page. */
import { EventEmitter } from 'node:events'
import type { PortData } from './page-worlds.ts'

/** Where a port's messages go: to its twin, or to a page. */
interface Destination {
  deliver(data: unknown): void
  closed(): void
}

export class MessagePortMain extends EventEmitter {
  #destination: Destination | undefined
  #started = false
  #closed = false
  #waiting: unknown[] = []

  postMessage(data: unknown): void {
    if (!this.#closed) this.#destination?.deliver(data)
  }

  start(): void {
    this.#started = true
    for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (this.#closed) return
    this.receiveClose()
    this.#destination?.closed()
  }

  /** Double: what the other end sent. */
  receive(data: unknown): void {
    if (this.#closed) return
    if (this.#started) this.emit('message', { data, ports: [] })
    else this.#waiting.push(data)
  }

  /** Double: the other end is gone. */
  receiveClose(): void {
    if (this.#closed) return
    this.#closed = true
    queueMicrotask(() => this.emit('close'))
  }

  /** Double: ties this end to its other one. */
  tie(destination: Destination): void {
    this.#destination = destination
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    tieTogether(this.port1, this.port2)
    tieTogether(this.port2, this.port1)
    twins.set(this.port1, this.port2)
    twins.set(this.port2, this.port1)
  }
}

const twins = new WeakMap<MessagePortMain, MessagePortMain>()

/** Double: gives `moved` to a page. Its twin talks to the page from now on; answers the twin. */
export function moveToPage(moved: MessagePortMain, send: (data: PortData | null) => void): MessagePortMain {
  const twin = twins.get(moved)
  if (twin === undefined) throw new Error('This port belongs to no channel.')
  twin.tie({ deliver: (data) => send(toPage(data)), closed: () => send(null) })
  return twin
}

export function fromPage(data: PortData): unknown {
  return 'text' in data ? data.text : new Uint8Array(Buffer.from(data.base64, 'base64'))
}

function toPage(data: unknown): PortData {
  if (typeof data === 'string') return { text: data }
  if (data instanceof ArrayBuffer) return { base64: Buffer.from(data).toString('base64') }
  if (ArrayBuffer.isView(data)) return { base64: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') }
  throw new Error('The double carries text and bytes over ports, nothing else.')
}

function tieTogether(from: MessagePortMain, to: MessagePortMain): void {
  from.tie({ deliver: (data) => setImmediate(() => to.receive(data)), closed: () => to.receiveClose() })
}
