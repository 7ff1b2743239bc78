/** What writer and reader tell each other, past the main thread. */

export type WriterNews =
  /** New rows are there. Told at most a few times a second. */
  | { readonly kind: 'committed' }
  | { readonly kind: 'removed'; readonly keys: readonly number[] }
  /** Close the file: it is about to be moved. Answered with `released`. */
  | { readonly kind: 'release' }
  /** A fresh file is in its place, the `file`th since the start. */
  | { readonly kind: 'replaced'; readonly file: number }

export type ReaderNews =
  | { readonly kind: 'released' }
  /** The `file`th file can't be read. Said of one that is replaced already, it comes too late and means nothing. */
  | { readonly kind: 'damaged'; readonly file: number; readonly reason: string }
