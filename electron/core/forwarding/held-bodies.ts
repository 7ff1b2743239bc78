/** Bodies that wait in memory, up to a limit; beyond it they wait in the store and are read again when their turn comes. */

const mostHeldBytes = 33_554_432

export interface HeldBody {
  /** The bytes, which are held no longer. Errors: as of reading the store. */
  take(): Promise<Uint8Array>
  /** Nobody needs it any more. */
  drop(): void
}

export class HeldBodies {
  readonly #limitBytes: number
  #heldBytes = 0

  constructor(limitBytes = mostHeldBytes) {
    this.#limitBytes = limitBytes
  }

  /** Holds a body when there is room for it; otherwise `read` brings it back later. */
  hold(body: Uint8Array, read: () => Promise<Uint8Array>): HeldBody {
    if (this.#heldBytes + body.byteLength > this.#limitBytes) return { take: read, drop() {} }
    this.#heldBytes += body.byteLength
    let held: Uint8Array | undefined = body
    const drop = (): void => {
      this.#heldBytes -= held?.byteLength ?? 0
      held = undefined
    }
    return {
      async take() {
        const bytes = held ?? (await read())
        drop()
        return bytes
      },
      drop
    }
  }
}
