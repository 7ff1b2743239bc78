/** Which number an attempt has among those of its delivery, also while several are under way. */

interface Count {
  issued: number
  recorded: number
}

const remembered = 10_000

export class AttemptNumbers {
  /** Deliveries in the order they were last counted; the oldest are forgotten, and then asked for again. */
  readonly #counts = new Map<string, Promise<Count>>()

  /** The next number, counting from 1. `known` answers how many attempts are stored already. */
  async next(deliveryId: string, known: () => Promise<number>): Promise<number> {
    const count = await this.#count(deliveryId, known)
    count.issued += 1
    return count.issued
  }

  /** Notes that an attempt was made. Answers how many the delivery has now. */
  async made(deliveryId: string, number: number): Promise<number> {
    const count = await this.#count(deliveryId, () => Promise.resolve(number))
    count.recorded = Math.max(count.recorded, number)
    return count.recorded
  }

  #count(deliveryId: string, known: () => Promise<number>): Promise<Count> {
    const count = this.#counts.get(deliveryId) ?? this.#start(deliveryId, known)
    this.#counts.delete(deliveryId)
    this.#counts.set(deliveryId, count)
    const oldest = this.#counts.keys().next()
    if (this.#counts.size > remembered && oldest.done !== true) this.#counts.delete(oldest.value)
    return count
  }

  async #start(deliveryId: string, known: () => Promise<number>): Promise<Count> {
    try {
      const number = await known()
      return { issued: number, recorded: number }
    } catch (error) {
      this.#counts.delete(deliveryId)
      throw error
    }
  }
}
