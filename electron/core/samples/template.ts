/** What a sample is written as: a body and headers with places to fill, and the fields that are worth changing. */
import type { HeaderPair, SampleField } from '../../contract/index.ts'

export type SampleLayout = 'compact' | 'indented' | 'form' | 'verbatim'

/** One event of a provider. Texts hold places as in places.ts. */
export interface SampleTemplate {
  readonly type: string
  readonly label: string
  readonly fields: readonly SampleField[]
  /** Content type first; what signing adds is not among them. */
  readonly headers: readonly HeaderPair[]
  /** JSON is indented here whatever the layout, for reading. A form has one `name=value` a line, not encoded. */
  readonly body: string
  readonly layout: SampleLayout
  /** What the provider writes after the JSON. */
  readonly ending?: string
  /** `ascii`: JSON with \u escapes for everything beyond ASCII and "\/" for "/", as PHP and others write it. */
  readonly escapes?: 'ascii'
  /** Puts the finished text into what the provider sends it in. */
  readonly wrap?: (text: string) => string
}

export interface SampleEventText {
  readonly fields?: readonly SampleField[]
  readonly headers?: readonly HeaderPair[]
  /** JSON. A text that is `raw('…')` stands there without quotes. */
  readonly body: unknown
}

/** What all samples of a provider have in common. */
export interface SampleStyle {
  readonly contentType?: string
  readonly layout?: 'compact' | 'indented'
  readonly ending?: string
  readonly escapes?: 'ascii'
  headers?(type: string): readonly HeaderPair[]
}

/** Makes the function that a provider's file writes its JSON events with. */
export function jsonSamples(style: SampleStyle): (type: string, label: string, event: SampleEventText) => SampleTemplate {
  return (type, label, { fields = [], headers = [], body }) => ({
    type,
    label,
    fields,
    headers: [['Content-Type', style.contentType ?? 'application/json'], ...(style.headers?.(type) ?? []), ...headers],
    body: JSON.stringify(body, undefined, 2).replaceAll(/"\{\{=([^{}"]+)\}\}"/g, '{{$1}}'),
    layout: style.layout ?? 'compact',
    ...(style.ending === undefined ? {} : { ending: style.ending }),
    ...(style.escapes === undefined ? {} : { escapes: style.escapes })
  })
}

/** A form: `body` is names and values in their order; a value that is no text is JSON. */
export function formSample(type: string, label: string, event: SampleEventText & { readonly body: object }): SampleTemplate {
  const lines = Object.entries(event.body).map(([name, value]: [string, unknown]) => `${name}=${formValue(value)}`)
  return {
    type,
    label,
    fields: event.fields ?? [],
    headers: [['Content-Type', 'application/x-www-form-urlencoded'], ...(event.headers ?? [])],
    body: lines.join('\n'),
    layout: 'form'
  }
}

function formValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll(/"\{\{=([^{}"]+)\}\}"/g, '{{$1}}')
}

/** A place that stands in JSON without quotes: a number. */
export function raw(expression: string): string {
  return `{{=${expression}}}`
}

/** A field whose value is text. */
export function textField(name: string, label: string, value: string): SampleField {
  return { name, label, kind: 'text', value }
}

/** A field whose value is a number; `value` is the text of it, so that "19.90" stays what it is. */
export function numberField(name: string, label: string, value: number | string): SampleField {
  return { name, label, kind: 'number', value: String(value) }
}
