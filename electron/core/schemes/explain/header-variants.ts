/** Ways in which a signature header is changed on the way. */
import type { HeaderPair } from '../../../contract/index.ts'
import type { Scheme } from '../scheme.ts'
import type { Variant } from './variant.ts'

const pass = 'Let the header through as the provider sends it.'

/** Header lists that the sender may have sent instead. */
export function headerVariants(headers: readonly HeaderPair[], scheme: Scheme): Variant<readonly HeaderPair[]>[] {
  const names = new Set([...scheme.signatureHeaders, ...(scheme.timestampHeader === undefined ? [] : [scheme.timestampHeader])].map((name) => name.toLowerCase()))
  const variants: Variant<readonly HeaderPair[]>[] = []
  for (const [index, [name, value]] of headers.entries()) {
    if (!names.has(name.toLowerCase())) continue
    const replaced = (next: string): readonly HeaderPair[] => headers.with(index, [name, next])
    const pieces = value.split(/,\s*/)
    if (pieces.length > 1) {
      for (const piece of pieces) variants.push({ value: replaced(piece), cause: 'header_joined', sentence: `A proxy joined several ${name} headers into one line.`, remedy: pass })
    }
    variants.push({ value: replaced(value.trim()), cause: 'header_space', sentence: `White space was added to ${name}.`, remedy: pass })
    variants.push({ value: replaced(value.replaceAll(/^["']|["']$/g, '')), cause: 'header_quotes', sentence: `Quotation marks were added around ${name}.`, remedy: pass })
    variants.push({ value: replaced(value.toLowerCase()), cause: 'header_case', sentence: `${name} was sent in upper case, and the scheme is in lower case.`, remedy: 'Write the signature in lower-case hex.' })
    for (const prefix of ['sha256=', 'sha1=', 'v0=', 'v1=', 'v1,', 'sha512=', 'hmac-sha256=']) {
      if (!value.startsWith(prefix)) variants.push({ value: replaced(prefix + value), cause: 'header_prefix', sentence: `${name} lacks its prefix ${prefix}`, remedy: `Send ${prefix} before the signature.` })
      else variants.push({ value: replaced(value.slice(prefix.length)), cause: 'header_prefix', sentence: `${name} has the prefix ${prefix} that this scheme does not use.`, remedy: 'Send the signature without it, or set the prefix in the scheme’s options.' })
    }
    if (value.includes('%')) variants.push({ value: replaced(decodeSafely(value)), cause: 'header_encoded', sentence: `${name} was percent-encoded on the way.`, remedy: pass })
    if (value.includes(' ')) variants.push({ value: replaced(value.replaceAll(' ', '+')), cause: 'header_plus', sentence: `The plus signs of ${name} became spaces on the way.`, remedy: pass })
  }
  return variants.filter((variant) => variant.value.some((pair, index) => pair[1] !== headers[index]?.[1]))
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A lone percent sign: then nothing encoded it.
  }
}
