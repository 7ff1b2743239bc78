/** What the listener bears before it answers by itself. */

export interface ListenerLimits {
  /** A longer body is answered 413 and its first part kept. */
  readonly maxBodyBytes: number
  /** What is kept of a body that is too long. */
  readonly keptOfTooLongBytes: number
  /** How much more of a body that is too long is read, so that the sender can read the answer. */
  readonly drainBytes: number
  /** More header bytes than this are answered 431. */
  readonly maxHeaderBytes: number
  /** From the first byte of a request to the end of its headers. */
  readonly headerDeadlineMs: number
  /** From the first byte of a request to the end of its body. */
  readonly bodyDeadlineMs: number
  /** One more connection is answered 503. */
  readonly maxConnections: number
  /** Bodies being received at one moment, all together; past this the answer is 503. */
  readonly maxBytesInFlight: number
  /** How often deadlines are looked at. */
  readonly sweepMs: number
}

export const defaultLimits: ListenerLimits = {
  maxBodyBytes: 10 * 1024 * 1024,
  keptOfTooLongBytes: 1024 * 1024,
  drainBytes: 64 * 1024 * 1024,
  maxHeaderBytes: 16 * 1024,
  headerDeadlineMs: 10_000,
  bodyDeadlineMs: 120_000,
  maxConnections: 1024,
  maxBytesInFlight: 512 * 1024 * 1024,
  sweepMs: 500
}
