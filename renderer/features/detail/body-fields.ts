/** Fields of a form or multipart body, read from its bytes for looking at. */

import { latin1Text } from '../../lib/bytes.ts'

export interface BodyField {
  readonly name: string
  readonly value: string
  /** Of a file part. */
  readonly fileName?: string
  readonly contentType?: string
  readonly sizeBytes: number
}

export function formFields(text: string): readonly BodyField[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = splitOnce(pair, '=')
      return { name: decodeForm(name), value: decodeForm(value), sizeBytes: value.length }
    })
}

/** Parts in order; an empty list when the body is not what its content type says. */
export function multipartFields(bytes: Uint8Array, contentType: string): readonly BodyField[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return []
  return latin1Text(bytes)
    .split(`--${mark}`)
    .slice(1, -1)
    .map((part) => toField(part.replace(/^\r?\n/, '').replace(/\r?\n$/, '')))
}

function toField(part: string): BodyField {
  const [head = '', content = ''] = splitOnce(part, /\r?\n\r?\n/)
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? ''
  const name = quotedParameter(disposition, 'name') ?? ''
  const fileName = quotedParameter(disposition, 'filename')
  const contentType = /^content-type:\s*(.*?)\s*$/im.exec(head)?.[1]
  const bytes = Uint8Array.from(content, (character) => character.charCodeAt(0))
  return {
    name: utf8(name),
    value: new TextDecoder().decode(bytes),
    ...(fileName !== undefined && { fileName: utf8(fileName) }),
    ...(contentType !== undefined && { contentType }),
    sizeBytes: bytes.length
  }
}

function quotedParameter(header: string, name: string): string | undefined {
  const match = new RegExp(`[;\\s]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(header)
  return match?.[1] ?? match?.[2]
}

function utf8(latin1: string): string {
  return new TextDecoder().decode(Uint8Array.from(latin1, (character) => character.charCodeAt(0)))
}

function splitOnce(text: string, separator: string | RegExp): readonly string[] {
  const match = typeof separator === 'string' ? text.indexOf(separator) : text.search(separator)
  if (match === -1) return [text]
  const length = typeof separator === 'string' ? separator.length : (separator.exec(text)?.[0].length ?? 0)
  return [text.slice(0, match), text.slice(match + length)]
}

function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return text
  }
}
