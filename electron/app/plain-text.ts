/** Text from deliveries as the system's own surfaces may show it: one short line without marks that steer or mislead. */

const longest = 60

export function plainText(text: string): string {
  // Control, format (bidi among them) and unassigned characters.
  const line = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim()
  const shown = Array.from(line)
  return shown.length <= longest ? line : `${shown.slice(0, longest - 1).join('')}…`
}

/** The same for a menu, where `&` would underline the next letter. */
export function menuText(text: string): string {
  return plainText(text).replaceAll('&', '&&')
}
