/** Sending a body in an unusual way, on purpose: slowly, or not to its end. */

export type Transmission =
  /** In this many pieces, with pauses of `overMs` in all. */
  | { readonly kind: 'slow'; readonly pieces: number; readonly overMs: number }
  /** The announced length is never reached: the connection is closed after this many bytes. */
  | { readonly kind: 'dropped'; readonly afterBytes: number }

/** What a transmission does to the connection that it goes over. */
export interface Wire {
  pause(ms: number): Promise<void>
  /** Resolves once all that was written has left. */
  flushed(): Promise<void>
  /** Closes the connection where it stands. */
  drop(sentBytes: number): void
}

/** The body in the order and at the pace of its transmission. Errors: never by itself; what the wire throws goes on. */
export async function* transmit(body: Uint8Array, transmission: Transmission, wire: Wire): AsyncGenerator<Uint8Array> {
  switch (transmission.kind) {
    case 'slow': {
      const { pieces, overMs } = transmission
      const pieceBytes = Math.max(1, Math.ceil(body.byteLength / pieces))
      for (let at = 0; at < body.byteLength; at += pieceBytes) {
        yield body.subarray(at, at + pieceBytes)
        await wire.pause(overMs / pieces)
      }
      return
    }
    case 'dropped':
      yield body.subarray(0, transmission.afterBytes)
      await wire.flushed()
      wire.drop(transmission.afterBytes)
  }
}
