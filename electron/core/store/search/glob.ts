/** Patterns with `*`, matched in time proportional to the text: a pattern is the developer's, the text is anybody's. */

/** Upper and lower case are the same. */
export function matchesGlob(text: string, pattern: string): boolean {
  const lower = text.toLowerCase()
  const pieces = pattern.toLowerCase().split('*')
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return lower === first
  if (!lower.startsWith(first)) return false
  let from = first.length
  for (const piece of rest) {
    const found = lower.indexOf(piece, from)
    if (found === -1) return false
    from = found + piece.length
  }
  return lower.length - last.length >= from && lower.endsWith(last)
}
