/** Where two byte strings differ, as far as marks in a dump need it. */

export interface ByteDifference {
  /** Positions below which both are the same. */
  readonly prefix: number
  /** How many bytes at the end are the same, beyond the prefix. */
  readonly suffix: number
  /** How many positions differ; of different lengths, counted over the longer middle. */
  readonly count: number
}

export function differenceOf(left: Uint8Array, right: Uint8Array): ByteDifference {
  const shorter = Math.min(left.length, right.length)
  let prefix = 0
  while (prefix < shorter && left[prefix] === right[prefix]) prefix += 1
  let suffix = 0
  while (suffix < shorter - prefix && left[left.length - 1 - suffix] === right[right.length - 1 - suffix]) suffix += 1
  if (left.length !== right.length) return { prefix, suffix, count: Math.max(left.length, right.length) - prefix - suffix }
  let count = 0
  for (let at = prefix; at < left.length - suffix; at += 1) if (left[at] !== right[at]) count += 1
  return { prefix, suffix, count }
}

/** Whether the byte at this place of `own` differs from the other side. */
export function isDifferent(own: Uint8Array, other: Uint8Array, { prefix, suffix }: ByteDifference, at: number): boolean {
  if (at < prefix || at >= own.length - suffix) return false
  return own.length !== other.length || own[at] !== other[at]
}
