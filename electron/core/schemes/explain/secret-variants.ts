/** Ways in which a secret is commonly pasted or stored wrongly. */
import type { Variant } from './variant.ts'

export interface SecretVariant extends Variant<string> {
  /** The stored text is wrong, and this is the right one; otherwise the sender uses its secret wrongly. */
  readonly isStoredWrongly?: true
}

/** Other texts that the developer may have meant; never the secret itself. */
export function secretVariants(secret: string): SecretVariant[] {
  const found = new Map<string, SecretVariant>()
  for (const variant of [...around(secret), ...prefixes(secret)]) {
    if (variant.value !== '' && variant.value !== secret && !found.has(variant.value)) found.set(variant.value, variant)
  }
  return [...found.values()]
}

function around(secret: string): SecretVariant[] {
  const trimmed = secret.trim()
  const unquoted = trimmed.replaceAll(/^["'`]+|["'`]+$/g, '')
  const assigned = /^[A-Za-z_][A-Za-z0-9_]*\s*=\s*["']?(.*?)["']?$/s.exec(trimmed)?.[1] ?? ''
  const stored = 'Remove it and paste the secret again without what is around it.'
  return [
    {
      value: trimmed,
      isStoredWrongly: true,
      cause: 'secret_whitespace',
      sentence: 'The stored secret has a space or a line break before or after it that does not belong to it.',
      remedy: stored
    },
    {
      value: unquoted,
      isStoredWrongly: true,
      cause: 'secret_quotes',
      sentence: 'The stored secret has quotation marks around it that do not belong to it.',
      remedy: stored
    },
    {
      value: assigned,
      isStoredWrongly: true,
      cause: 'secret_assignment',
      sentence: 'The stored secret is a whole line NAME=value; only the value is the secret.',
      remedy: stored
    },
    {
      value: `${secret}\n`,
      cause: 'secret_whitespace',
      sentence: 'The sender’s secret ends with a line break that the stored one does not have.',
      remedy: 'Write the secret without a line break where the sender reads it (printf, not echo).'
    },
    {
      value: `${secret}\r\n`,
      cause: 'secret_whitespace',
      sentence: 'The sender’s secret ends with a line break that the stored one does not have.',
      remedy: 'Write the secret without a line break where the sender reads it.'
    },
    {
      value: `${secret} `,
      cause: 'secret_whitespace',
      sentence: 'The sender’s secret ends with a space that the stored one does not have.',
      remedy: 'Remove the space where the sender reads its secret.'
    }
  ]
}

const knownPrefixes = ['whsec_', 'whsk_', 'v1,', 'sk_', 'sha256=']

function prefixes(secret: string): SecretVariant[] {
  const without = /^(?:v1,)?[A-Za-z]{2,8}_(.+)$/s.exec(secret)?.[1] ?? ''
  const removed: Variant<string> = {
    value: without,
    cause: 'secret_prefix',
    sentence: 'The signature was made with the secret without its prefix.',
    remedy: 'The sender cuts the prefix off before it signs. Use the whole secret there, or choose the scheme that cuts it off here.'
  }
  const added = knownPrefixes
    .filter((prefix) => !secret.startsWith(prefix))
    .map((prefix): SecretVariant => ({
      value: prefix + secret,
      isStoredWrongly: true,
      cause: 'secret_prefix',
      sentence: `The stored secret lacks its prefix ${prefix}.`,
      remedy: 'Paste the whole secret, with everything before the underscore.'
    }))
  return [removed, ...added]
}
