/** The endpoint challenge of Meta's products: GET with hub.mode, hub.verify_token and hub.challenge. */
import { z } from 'zod'
import type { SchemeOptionField } from '../../contract/index.ts'
import { sameText } from './compare.ts'
import { emptyAnswer, textAnswer } from './handshake.ts'
import { parseSchemeOptions } from './options.ts'
import type { HandshakeAnswer, SchemeSecret, SchemeSettings, SignedRequest } from './scheme.ts'
import { queryOf } from './token-scheme.ts'

const options = z.object({ verifyToken: z.string().max(256).default('') })

export const verifyTokenOption: SchemeOptionField = {
  name: 'verifyToken',
  label: 'Verify token',
  kind: 'text',
  default: '',
  help: 'The verify token typed into the app settings. Leave empty to accept any.'
}

/** Checks the options of a scheme that answers this challenge. */
export function parseHubOptions(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return parseSchemeOptions(options, given)
}

/** Echoes the challenge when the verify token is the endpoint's, or when it has none; 403 for another token. */
export function answerHubChallenge(
  request: SignedRequest,
  _secrets: readonly SchemeSecret[],
  settings: SchemeSettings
): HandshakeAnswer | undefined {
  const query = queryOf(request.url)
  const challenge = query.get('hub.challenge')
  if (request.method !== 'GET' || query.get('hub.mode') !== 'subscribe' || challenge === null) return undefined
  const wanted = settings.options['verifyToken']
  if (typeof wanted !== 'string' || wanted === '') return textAnswer(challenge, 'Meta checked the address; any verify token was accepted.')
  if (!sameText(wanted, query.get('hub.verify_token') ?? '')) return emptyAnswer(403, 'Meta checked the address with another verify token.')
  return textAnswer(challenge, 'Meta checked the address with the right verify token.')
}
