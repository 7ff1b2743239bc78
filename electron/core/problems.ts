/** Conditions that the developer should know of, until they are mended. */
import type { Problem } from '../contract/index.ts'
import type { Clock } from './clock.ts'

export class Problems {
  readonly #clock: Clock
  readonly #onChange: (items: readonly Problem[]) => void
  readonly #byCode = new Map<string, Problem>()

  constructor(clock: Clock, onChange: (items: readonly Problem[]) => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  get items(): readonly Problem[] {
    return [...this.#byCode.values()]
  }

  raise(code: string, message: string, remedy: string): void {
    const since = this.#byCode.get(code)?.since ?? this.#clock.now()
    this.#byCode.set(code, { code, message, remedy, since })
    this.#onChange(this.items)
  }

  settle(code: string): void {
    if (this.#byCode.delete(code)) this.#onChange(this.items)
  }
}
