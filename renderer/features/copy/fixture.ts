/** What both kinds of test fixtures are made of: the request, what is signed, and whether it is signed anew. */
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { isSensitiveHeader } from '../../lib/redaction.ts'
import { type CopiedRequest, headersToSend } from './copied-request.ts'
import { recipeFor, type SignatureRecipe } from './recipes.ts'

export interface Fixture {
  readonly name: string
  readonly request: CopiedRequest
  readonly headers: readonly HeaderPair[]
  readonly recipe: SignatureRecipe | undefined
  /** Without what only the sender may know the test signs for itself, with a secret of its own. */
  readonly signsItself: boolean
  /** The content in pieces: text as it stands, or one of the names. */
  readonly pieces: readonly Piece[]
}

/** The name of a variable, or a text. */
export type Piece = 'id' | 'timestamp' | 'body' | 'made' | { readonly text: string }

export function fixtureOf(request: CopiedRequest, redacted: boolean): Fixture {
  const recipe = recipeFor(request.scheme, request.schemeOptions)
  const renewed = new Set(recipe === undefined || !redacted ? [] : [recipe.header.toLowerCase(), timestampHeaderOf(recipe)?.toLowerCase()])
  return {
    name: request.eventType ?? `${request.method} delivery`,
    request,
    headers: headersToSend(request).filter(([name]) => !renewed.has(name.toLowerCase()) && !(redacted && isSensitiveHeader(name))),
    recipe,
    signsItself: redacted,
    pieces: recipe === undefined ? [] : piecesOf(recipe.content)
  }
}

export function timestampHeaderOf({ timestamp }: SignatureRecipe): string | undefined {
  return timestamp !== undefined && 'header' in timestamp ? timestamp.header : undefined
}

export function timestampPartOf({ timestamp }: SignatureRecipe): string | undefined {
  return timestamp !== undefined && 'part' in timestamp ? timestamp.part : undefined
}

/** A secret that can sign, where the real one stays out of the file. */
export function testSecretOf(recipe: SignatureRecipe): string {
  return recipe.decodesSecret === true ? 'whsec_aG9va2xhYi10ZXN0LXNlY3JldA==' : 'hooklab-test-secret'
}

/** `v0:{timestamp}:{body}` in pieces; {signature} is the variable `made`. */
export function piecesOf(template: string): readonly Piece[] {
  return template
    .split(/(\{(?:id|timestamp|body|signature)\})/)
    .filter((piece) => piece !== '')
    .map((piece) => names[piece] ?? { text: piece })
}

const names: Readonly<Record<string, Piece>> = { '{id}': 'id', '{timestamp}': 'timestamp', '{body}': 'body', '{signature}': 'made' }
