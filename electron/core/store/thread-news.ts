/** What writer and reader tell each other, past the main thread. */

export type WriterNews =
  /** New rows are there. Told at most a few times a second. */
  | { readonly kind: 'committed' }
  | { readonly kind: 'removed'; readonly keys: readonly number[] }
  /** Close the file: it is about to be moved. Answered with `released`. */
  | { readonly kind: 'release' }
  /** A fresh file is in its place. */
  | { readonly kind: 'replaced' }

export type ReaderNews = { readonly kind: 'released' } | { readonly kind: 'damaged'; readonly reason: string }
