/** Ids of everything but deliveries, whose ids come from the store and sort by time. */
import { randomBytes } from 'node:crypto'

/** `prefix_` and 80 random bits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(10).toString('hex')}`
}
