/** Options as developers type them in. */

/** Trimmed; nothing when it was left empty. */
export function filledIn(text: string | undefined): string | undefined {
  const trimmed = (text ?? '').trim()
  return trimmed === '' ? undefined : trimmed
}

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** Whether it is a full host name: letters, digits and hyphens in at least two parts. */
export function isHostName(text: string): boolean {
  const labels = text.split('.')
  return text.length <= 253 && labels.length >= 2 && labels.every((part) => label.test(part))
}
