/**
 * What the explainer tries: one thing about a delivery made different, and what it would mean if the signature fitted then.
 *
 * cause      a stable word for scripts: `secret_whitespace`, `body_minified`
 * sentence   what happened, for people
 * remedy     what to do about it
 */
import type { Explanation } from '../../../contract/index.ts'

export interface Meaning {
  readonly cause: string
  readonly sentence: string
  readonly remedy: string
  readonly action?: NonNullable<Explanation['action']>
}

export interface Variant<Value> extends Meaning {
  readonly value: Value
}

/** Two meanings at once, for a delivery in which two things went wrong. */
export function both(first: Meaning, second: Meaning): Meaning {
  return {
    cause: `${first.cause}+${second.cause}`,
    sentence: `${first.sentence} Besides: ${second.sentence}`,
    remedy: `${first.remedy} ${second.remedy}`
  }
}
