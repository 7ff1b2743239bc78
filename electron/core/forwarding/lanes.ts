/** One lane a target, shared by all who send to it. */
import { Lane } from './lane.ts'

export class Lanes {
  readonly #lanes = new Map<string, Lane>()

  of(targetId: string): Lane {
    const lane = this.#lanes.get(targetId) ?? new Lane()
    this.#lanes.set(targetId, lane)
    return lane
  }

  /** Resolves when every lane is empty. */
  async idle(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()))
  }
}
