/** How what is sent again is signed. */
import { UsageError } from '../verb.ts'

export const signingFlags = { resign: { type: 'boolean' }, 'resign-if-old': { type: 'boolean' }, 'fresh-id': { type: 'boolean' } } as const

export interface Signing {
  readonly resign?: true | 'advised'
  readonly freshEventId?: true
}

/** Errors: throws a UsageError for two wishes at once. */
export function signingOf(values: { readonly [Flag in keyof typeof signingFlags]?: boolean | undefined }): Signing {
  if (values.resign === true && values['resign-if-old'] === true) throw new UsageError('give --resign or --resign-if-old, not both.')
  return {
    ...(values.resign === true ? { resign: true } : {}),
    ...(values['resign-if-old'] === true ? { resign: 'advised' } : {}),
    ...(values['fresh-id'] === true ? { freshEventId: true } : {})
  }
}
