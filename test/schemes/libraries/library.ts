/** One provider's own library, as far as webhooks go. */
import type { HeaderPair } from '../../../electron/contract/index.ts'

export interface Message {
  readonly body: Uint8Array
  readonly headers: readonly HeaderPair[]
  readonly address: string
}

export interface Library {
  readonly scheme: string
  /** Where one scheme has several ways of signing; its id otherwise. */
  readonly name?: string
  readonly secret: string
  /** What the request has before it is signed. */
  readonly headers?: readonly HeaderPair[]
  /** What kind of bodies it can read at all; most decode to text, some refuse emptiness or parse JSON. */
  readonly reads: 'bytes' | 'text' | 'text but none empty' | 'json'
  /** Whether it accepts a message at this moment. It may throw to refuse. */
  accepts(message: Message): boolean | Promise<boolean>
  /** The headers it signs a body with, where it can sign. */
  sign?(message: Message, nowMs: number): readonly HeaderPair[] | Promise<readonly HeaderPair[]>
}

export function headerOf({ headers }: Message, name: string): string {
  return headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1] ?? ''
}

export function pairsOf({ headers }: Message): [string, string][] {
  return headers.map(([name, value]) => [name, value])
}

export function textOf({ body }: Message): string {
  return Buffer.from(body).toString('utf8')
}

/** Whether something that answers by throwing did not throw. */
export async function passes(check: () => unknown): Promise<boolean> {
  try {
    await check()
    return true
  } catch {
    return false // Refused: that is the answer.
  }
}
