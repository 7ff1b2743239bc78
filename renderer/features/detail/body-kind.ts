/** What a body is, and in which ways it can be looked at. */
import type { HeaderPair } from '../../../electron/contract/index.ts'

export type BodyKind = 'json' | 'form' | 'multipart' | 'text' | 'binary'
export const bodyViews = ['tree', 'pretty', 'fields', 'raw', 'hex'] as const
export type BodyView = (typeof bodyViews)[number]

const viewsOf: Readonly<Record<BodyKind, readonly BodyView[]>> = {
  json: ['tree', 'pretty', 'raw', 'hex'],
  form: ['fields', 'raw', 'hex'],
  multipart: ['fields', 'raw', 'hex'],
  text: ['raw', 'hex'],
  binary: ['hex', 'raw']
}

export function viewsFor(kind: BodyKind): readonly BodyView[] {
  return viewsOf[kind]
}

export interface BodyKindInput {
  readonly contentType: string
  readonly text: string
  /** Not all bytes were UTF-8. */
  readonly lossy: boolean
}

export function bodyKindOf({ contentType, text, lossy }: BodyKindInput): BodyKind {
  const type = contentType.toLowerCase().split(';', 1)[0]?.trim() ?? ''
  if (type.startsWith('multipart/')) return 'multipart'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  if (lossy || text.includes('\u0000')) return 'binary'
  // Senders often forget the type: what looks like JSON is offered as JSON.
  if (/^application\/(?:.*\+)?json$/.test(type) || /^\s*[{[]/.test(text)) return 'json'
  return 'text'
}

export function headerValue(headers: readonly HeaderPair[], name: string): string {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? ''
}

const encodings = new Set(['gzip', 'x-gzip', 'deflate', 'br', 'zstd'])

/** Whether the body came compressed in a way that may be undone for looking. */
export function isCompressed(headers: readonly HeaderPair[]): boolean {
  return headerValue(headers, 'content-encoding')
    .split(',')
    .some((encoding) => encodings.has(encoding.trim().toLowerCase()))
}
