/** Filter text as the filter bar edits it: terms parted by spaces, quotes keep spaces together. What a term means is the server's business. */

const termPattern = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g

export function termsOf(q: string): readonly string[] {
  return q.match(termPattern) ?? []
}

/** The value of the first `field:value` term, without its quotes. */
export function valueOf(q: string, field: string): string | undefined {
  const term = termsOf(q).find((candidate) => candidate.startsWith(`${field}:`))
  return term && unquote(term.slice(field.length + 1))
}

/** Puts `field:value` in place of every term of that field; without a value it only takes them away. */
export function withValue(q: string, field: string, value: string | undefined): string {
  const rest = termsOf(q).filter((term) => !term.startsWith(`${field}:`))
  return (value === undefined ? rest : [`${field}:${quote(value)}`, ...rest]).join(' ')
}

export function quote(value: string): string {
  return /^[^\s"()]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : value
}
