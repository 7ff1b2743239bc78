/** `webhook.log`: one line per delivery, rotated by size. Never a secret, never a body unless switched on. */
import { appendFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'

export interface TextLogLine {
  readonly at: number
  readonly endpoint: string
  readonly verdict: string
  readonly status: number | undefined
  readonly eventType: string | undefined
  /** Written only when the developer switched bodies on. */
  readonly body?: Uint8Array | undefined
}

const rotateAtBytes = 10 * 1024 * 1024
const keptFiles = 3
const writeEveryMs = 200
const bodyCapBytes = 4096

export class TextLog {
  readonly #file: string
  readonly #clock: Clock
  readonly #log: Log
  #lines: string[] = []
  #sizeBytes: number | undefined
  #writing: Promise<void> = Promise.resolve()
  #cancelTimer: (() => void) | undefined

  constructor(dataFolder: string, clock: Clock, log: Log) {
    this.#file = join(dataFolder, 'webhook.log')
    this.#clock = clock
    this.#log = log
  }

  /** Queues one line; it is on disk a fifth of a second later. */
  append(line: TextLogLine): void {
    this.#lines.push(formatLine(line))
    this.#cancelTimer ??= this.#clock.after(writeEveryMs, () => {
      this.#cancelTimer = undefined
      void this.flush()
    })
  }

  /** Resolves when all lines so far are written. Errors: a file that can't be written is reported, never thrown. */
  flush(): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async #write(): Promise<void> {
    if (this.#lines.length === 0) return
    const text = `${this.#lines.join('\n')}\n`
    this.#lines = []
    try {
      this.#sizeBytes ??= await currentSize(this.#file)
      if (this.#sizeBytes > rotateAtBytes) {
        await rotate(this.#file)
        this.#sizeBytes = 0
      }
      await appendFile(this.#file, text, { mode: 0o600 })
      this.#sizeBytes += Buffer.byteLength(text)
    } catch (error) {
      this.#sizeBytes = undefined
      this.#log.warn('text_log.write_failed', { message: errorMessage(error) })
    }
  }
}

/** `2026-11-23T14:00:00.000Z webhook verified 200 invoice.paid`; whatever came from outside has no line breaks left. */
export function formatLine(line: TextLogLine): string {
  const parts = [new Date(line.at).toISOString(), oneWord(line.endpoint), line.verdict, line.status ?? '-', oneWord(line.eventType ?? '-')]
  if (line.body !== undefined) parts.push(JSON.stringify(new TextDecoder().decode(line.body.subarray(0, bodyCapBytes))))
  return parts.join(' ')
}

function oneWord(text: string): string {
  // Control characters would let a sender forge lines or steer a terminal.
  return text.slice(0, 200).replaceAll(/[\s\p{C}]+/gu, '_')
}

async function currentSize(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch {
    // No file yet.
    return 0
  }
}

async function rotate(file: string): Promise<void> {
  for (let number = keptFiles - 1; number >= 1; number -= 1) await renameIfThere(`${file}.${number}`, `${file}.${number + 1}`)
  await renameIfThere(file, `${file}.1`)
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
