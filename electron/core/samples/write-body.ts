/** A sample's body as the bytes that its provider would put on the wire. */
import { fillPlaces, type Filling } from './places.ts'
import type { SampleTemplate } from './template.ts'

/** Fills and lays out. JSON that the developer has broken is sent as it stands. */
export function writeBody({ layout, ending = '', escapes, wrap = same }: SampleTemplate, text: string, filling: Filling): Uint8Array {
  if (layout === 'form') return Buffer.from(writeForm(text, filling))
  const filled = fillPlaces(text, filling, layout === 'verbatim' ? same : insideJson)
  const laidOut = layout === 'compact' && isJson(filled) ? withoutSpace(filled) : filled
  return Buffer.from(wrap((escapes === 'ascii' ? inAscii(laidOut) : laidOut) + ending))
}

/** One field a line; each is encoded by itself, so a value may hold anything but a line break. */
function writeForm(text: string, filling: Filling): string {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  return new URLSearchParams(
    lines.map((line): [string, string] => {
      const mark = line.includes('=') ? line.indexOf('=') : line.length
      const value = line.slice(mark + 1)
      return [line.slice(0, mark), fillPlaces(value, filling, value.startsWith('{"') ? insideJson : same)]
    })
  ).toString()
}

function same(text: string): string {
  return text
}

function insideJson(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false // Asked, not wrong.
  }
}

/** Writing parsed JSON anew would change long numbers; white space between its parts can go without that. */
function withoutSpace(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string | undefined) => text ?? '')
}

/** In JSON, "/" and what is beyond ASCII stand in texts only. */
function inAscii(json: string): string {
  return json
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
