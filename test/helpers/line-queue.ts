/** Lines of a child's output, waiting to be read in order. */
import type { Interface } from 'node:readline'
import { withDeadline } from './deadline.ts'

export class LineQueue {
  readonly #waiting: string[] = []
  readonly #readers: ((line: string | undefined) => void)[] = []
  #ended = false

  constructor(reader: Interface) {
    reader.on('line', (line) => {
      const next = this.#readers.shift()
      if (next === undefined) this.#waiting.push(line)
      else next(line)
    })
    reader.on('close', () => {
      this.#ended = true
      for (const next of this.#readers.splice(0)) next(undefined)
    })
  }

  /** The next line. Errors: rejects when none comes within `deadlineMs`, or the output has ended. */
  async next(deadlineMs = 10_000): Promise<string> {
    const line = await withDeadline(this.#take(), deadlineMs, `No line came within ${deadlineMs} ms.`)
    if (line === undefined) throw new Error('The output has ended.')
    return line
  }

  /** Reads on until a line satisfies `wanted`, and answers it. */
  async find(wanted: (line: string) => boolean, deadlineMs = 10_000): Promise<string> {
    const deadline = Date.now() + deadlineMs
    for (;;) {
      const line = await this.next(Math.max(1, deadline - Date.now()))
      if (wanted(line)) return line
    }
  }

  #take(): Promise<string | undefined> {
    const line = this.#waiting.shift()
    if (line !== undefined) return Promise.resolve(line)
    if (this.#ended) return Promise.resolve(undefined)
    return new Promise((resolve) => this.#readers.push(resolve))
  }
}
