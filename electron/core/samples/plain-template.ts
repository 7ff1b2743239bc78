/** The plain sample that a scheme brings along, as a template: its ids and times become places. */
import type { HeaderPair } from '../../contract/index.ts'
import type { SampleEvent } from '../schemes/scheme.ts'
import type { SampleTemplate } from './template.ts'

/** A moment that stands in no sample by itself: where it shows up, the sample wrote the time. */
const now = Date.UTC(2099, 10, 9, 8, 7, 6, 543)
const times: readonly (readonly [string, string])[] = [
  [new Date(now).toISOString(), '{{iso}}'],
  [String(now), '{{milliseconds}}'],
  [String(Math.floor(now / 1000)), '{{seconds}}']
]

/** Never throws: what a scheme wrote is taken as it is. */
export function plainTemplate(sample: SampleEvent): SampleTemplate {
  const event = { id: '{{id}}', now }
  const contentType = sample.contentType ?? 'application/json'
  const body = sample.body(event)
  const isForm = contentType.startsWith('application/x-www-form-urlencoded')
  return {
    type: sample.type,
    label: sample.label,
    fields: [],
    headers: [['Content-Type', contentType], ...(sample.headers?.(event) ?? [])].map(([name = '', value = '']): HeaderPair => [
      name,
      withPlaces(value)
    ]),
    body: withPlaces(isForm ? [...new URLSearchParams(body)].map((pair) => pair.join('=')).join('\n') : indented(body)),
    layout: isForm ? 'form' : isCompact(body) ? 'compact' : 'verbatim'
  }
}

function withPlaces(text: string): string {
  return times.reduce((done, [time, place]) => done.replaceAll(time, place), text)
}

function isCompact(body: string): boolean {
  try {
    return JSON.stringify(JSON.parse(body)) === body
  } catch {
    return false // Then it is sent as it stands.
  }
}

function indented(body: string): string {
  return isCompact(body) ? JSON.stringify(JSON.parse(body), undefined, 2) : body
}
