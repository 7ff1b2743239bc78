/** Providers that sign nothing and send a shared text along instead, in a header, the address or the body. */
import { sameText } from './compare.ts'
import type { Failure } from './failure.ts'
import { missingHeader } from './failure.ts'
import { hasHeader } from './headers.ts'
import { oneHeader } from './read-claim.ts'
import type { Scheme, SignedRequest } from './scheme.ts'
import { signatureScheme, type Claim, type SchemeFacts } from './signature-scheme.ts'

export type TokenFacts = Omit<SchemeFacts, 'signatureHeaders' | 'signsWholeBody' | 'detect' | 'sign'> & {
  readonly detect?: Scheme['detect']
}

/** Makes a scheme whose `header` is `write(secret)`, the secret itself unless told otherwise. */
export function headerTokenScheme(facts: TokenFacts, header: string, write: (secret: string) => string = (secret) => secret): Scheme {
  return signatureScheme(
    {
      signatureHeaders: [header],
      signsWholeBody: false,
      detect: (headers) => hasHeader(headers, header),
      ...facts,
      sign: (_request, secret) => (secret === '' ? [] : [[header, write(secret)]])
    },
    { claim: (request) => claimHeaderToken(request, header, write) }
  )
}

/** Reads the claim of a header token; for schemes that choose among several. */
export function claimHeaderToken(
  request: SignedRequest,
  header: string,
  write: (secret: string) => string = (secret) => secret
): Claim | Failure {
  const value = oneHeader(request.headers, header)
  return typeof value === 'string' ? tokenClaim([value], write) : value
}

/** Makes a scheme for senders that cannot sign: the developer puts a secret into the registered address. */
export function addressTokenScheme(facts: TokenFacts & { readonly detect: Scheme['detect'] }, parameter = 'secret'): Scheme {
  const tokens = (request: SignedRequest): string[] => queryOf(request.url).getAll(parameter)
  return signatureScheme(
    {
      signatureHeaders: [],
      signsWholeBody: false,
      secretRequired: false,
      ...facts
    },
    {
      claim: (request) => (tokens(request).length === 1 ? tokenClaim(tokens(request)) : missingHeader(`?${parameter}= in the address`)),
      isSigned: (request) => tokens(request).length > 0,
      signatureName: () => `?${parameter}= in the address`
    }
  )
}

/** A claim of tokens that must all be the secret. */
export function tokenClaim(tokens: readonly string[], write: (secret: string) => string = (secret) => secret): Claim {
  return {
    signatures: tokens,
    contents: [[]],
    matches: (secret) => tokens.length > 0 && tokens.map((token) => sameText(write(secret), token)).every(Boolean),
    expected: write
  }
}

/** The query of a path as it came. Never throws. */
export function queryOf(url: string): URLSearchParams {
  const mark = url.indexOf('?')
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1).replace(/#.*$/s, ''))
}
