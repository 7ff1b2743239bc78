/** Globs with `*` for any run of characters, also none. Every other character stands for itself. */

/**
 * Whether the whole text matches the pattern, case and all.
 * Linear in practice: each literal part is searched once from where the last one ended; there is nothing to go back to.
 * @example matchesGlob('invoice.*', 'invoice.paid') // true
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  const first = parts[0] ?? ''
  if (parts.length === 1) return text === first
  const last = parts[parts.length - 1] ?? ''
  if (text.length < first.length + last.length) return false
  if (!text.startsWith(first) || !text.endsWith(last)) return false

  const end = text.length - last.length
  let from = first.length
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from)
    if (found === -1 || found + part.length > end) return false
    from = found + part.length
  }
  return true
}
