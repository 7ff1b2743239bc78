/** Ways in which a signature header is changed on the way. */
import type { HeaderPair } from '../../../contract/index.ts'
import type { Scheme } from '../scheme.ts'
import type { Variant } from './variant.ts'

const pass = 'Let the header through as the provider sends it.'

/** Header lists that the sender may have sent instead. */
export function headerVariants(headers: readonly HeaderPair[], scheme: Scheme): Variant<readonly HeaderPair[]>[] {
  const named = [...scheme.signatureHeaders, scheme.timestampHeader ?? '']
  const names = new Set(named.map((name) => name.toLowerCase()))
  const variants: Variant<readonly HeaderPair[]>[] = []
  for (const [index, [name, value]] of headers.entries()) {
    if (!names.has(name.toLowerCase())) continue
    for (const variant of valueVariants(name, value)) {
      if (variant.value !== value) variants.push({ ...variant, value: headers.with(index, [name, variant.value]) })
    }
  }
  return variants
}

function valueVariants(name: string, value: string): Variant<string>[] {
  const pieces = value.split(/,\s*/)
  return [
    ...(pieces.length < 2 ? [] : pieces).map((piece) => ({
      value: piece,
      cause: 'header_joined',
      sentence: `A proxy joined several ${name} headers into one line.`,
      remedy: pass
    })),
    { value: value.trim(), cause: 'header_space', sentence: `White space was added to ${name}.`, remedy: pass },
    {
      value: value.replaceAll(/^["']|["']$/g, ''),
      cause: 'header_quotes',
      sentence: `Quotation marks were added around ${name}.`,
      remedy: pass
    },
    {
      value: value.toLowerCase(),
      cause: 'header_case',
      sentence: `${name} was sent in upper case, and the scheme writes it in lower case.`,
      remedy: 'Write the signature in lower-case hex.'
    },
    ...prefixVariants(name, value),
    { value: decodeSafely(value), cause: 'header_encoded', sentence: `${name} was percent-encoded on the way.`, remedy: pass },
    {
      value: value.replaceAll(' ', '+'),
      cause: 'header_plus',
      sentence: `The plus signs of ${name} became spaces on the way.`,
      remedy: pass
    }
  ]
}

function prefixVariants(name: string, value: string): Variant<string>[] {
  return ['sha256=', 'sha1=', 'v0=', 'v1=', 'v1,', 'sha512=', 'hmac-sha256='].map((prefix) =>
    value.startsWith(prefix)
      ? {
          value: value.slice(prefix.length),
          cause: 'header_prefix',
          sentence: `${name} has the prefix ${prefix} that this scheme does not use.`,
          remedy: 'Send the signature without it, or set the prefix in the scheme’s options.'
        }
      : {
          value: prefix + value,
          cause: 'header_prefix',
          sentence: `${name} lacks its prefix ${prefix}`,
          remedy: `Send ${prefix} before the signature.`
        }
  )
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A lone percent sign: then nothing encoded it.
  }
}
