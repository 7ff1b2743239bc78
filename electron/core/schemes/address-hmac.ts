/** Schemes that sign the registered address together with the body. */
import { z } from 'zod'
import { hasHeader } from './headers.ts'
import { hmacClaim, hmacText, type HmacRule } from './hmac.ts'
import { parseSchemeOptions } from './options.ts'
import { oneHeader } from './read-claim.ts'
import type { Scheme } from './scheme.ts'
import { addressOption, signedAddresses } from './signed-address.ts'
import { signatureScheme, type SchemeFacts, type SignedContent } from './signature-scheme.ts'

export interface AddressHmacRule extends HmacRule {
  readonly header: string
  content(address: string, body: Uint8Array): SignedContent
}

const addressOptions = z.object({ address: z.string().max(2048).default('') })

/** Checks the options of a scheme that signs the address. */
export function parseAddressOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return parseSchemeOptions(addressOptions, options)
}

/** Makes a scheme whose one HMAC header is over address and body. */
export function addressHmacScheme(facts: Omit<SchemeFacts, 'signatureHeaders' | 'detect' | 'sign'>, rule: AddressHmacRule): Scheme {
  return signatureScheme(
    {
      signatureHeaders: [rule.header],
      detect: (headers) => hasHeader(headers, rule.header),
      optionFields: [addressOption],
      parseOptions: parseAddressOptions,
      ...facts,
      sign: (request, secret, _now, settings) => {
        const [address = ''] = signedAddresses(request, settings)
        const signature = secret === '' ? undefined : hmacText(rule, secret, rule.content(address, request.body))
        return signature === undefined ? [] : [[rule.header, signature]]
      }
    },
    {
      claim: (request, settings) => {
        const signature = oneHeader(request.headers, rule.header)
        if (typeof signature !== 'string') return signature
        const contents = signedAddresses(request, settings).map((address) => rule.content(address, request.body))
        return hmacClaim(rule, { signatures: [signature], contents })
      }
    }
  )
}
