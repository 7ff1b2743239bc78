/** What a provider did about an event, in words. */
import type { Redeliveries, Redelivery } from '../../../electron/contract/index.ts'
import type { Tone } from '../../components/ui/badge.tsx'
import { formatGap } from '../../lib/times.ts'

export interface Note {
  readonly text: string
  readonly tone: Tone
  /** More about it, for a tooltip. */
  readonly hint?: string
}

/** Published times are meant with jitter: so much of the gap, and at least this long, counts as kept. */
const keptShare = 0.25
const keptMs = 2_000

/** `Sent 3 times within 4.2 s: answered 503, 503, 200.` */
export function summarySentence({ items, left }: Pick<Redeliveries, 'items' | 'left'>): string {
  const [first, last] = [items[0], items.at(-1)]
  if (first === undefined || last === undefined || items.length === 1) return 'Sent once so far.'
  const total = items.length + left
  const answers = items.map(({ responseStatus }) => responseStatus ?? 'nothing')
  const told = answers.length > 8 ? `${answers.slice(-8).join(', ')} at last` : answers.join(', ')
  const often = total === 2 ? 'twice' : `${total} times`
  return `Sent ${often} within ${formatGap(last.receivedAt - first.receivedAt)}: answered ${told}.`
}

/** Whether a gap keeps to the wait that our `Retry-After` asked for; nothing where none was asked for. */
export function askedNote({ gapMs, askedGapMs }: Pick<Redelivery, 'gapMs' | 'askedGapMs'>): Note | undefined {
  if (gapMs === undefined || askedGapMs === undefined) return undefined
  // The date has whole seconds, and the clock of the sender is its own.
  return gapMs + 1_000 >= askedGapMs
    ? { text: `waited the ${formatGap(askedGapMs)} that Retry-After asked for`, tone: 'success' }
    : { text: `did not wait the ${formatGap(askedGapMs)} that Retry-After asked for`, tone: 'warning' }
}

/** How a gap compares with the published one; nothing where nothing is published. */
export function gapNote({ gapMs, expectedGapMs }: Pick<Redelivery, 'gapMs' | 'expectedGapMs'>): Note | undefined {
  if (gapMs === undefined || expectedGapMs === undefined) return undefined
  const off = gapMs - expectedGapMs
  const published = `${formatGap(expectedGapMs)} published`
  if (Math.abs(off) <= Math.max(keptMs, expectedGapMs * keptShare))
    return { text: `as published (${formatGap(expectedGapMs)})`, tone: 'success' }
  return off < 0 ? { text: `early: ${published}`, tone: 'info' } : { text: `late: ${published}`, tone: 'warning' }
}

/** What stayed and what changed since the delivery before. */
export function comparedNotes({ compared }: Pick<Redelivery, 'compared'>): readonly Note[] {
  if (compared === undefined) return []
  const { eventId, bytes, signature, timestamp, headers } = compared
  return [
    ...(eventId === 'none' ? [] : [eventId === 'same' ? same('same id') : changed('another id')]),
    bytes === 'same' ? same('same bytes') : changed('other bytes'),
    ...(signature === 'none' ? [] : [signature === 'same' ? same('same signature') : renewed('signature renewed')]),
    ...(timestamp === 'none' ? [] : [timestamp === 'same' ? same('same timestamp') : renewed('timestamp renewed')]),
    ...(headers.length === 0
      ? []
      : [
          {
            text: headers.length === 1 ? '1 header differs' : `${headers.length} headers differ`,
            tone: 'neutral' as const,
            hint: headers.join(', ')
          }
        ])
  ]
}

/** Whether a delivery came although the one before was answered with success. */
export function cameAfterSuccess(before: Redelivery | undefined): boolean {
  const status = before?.responseStatus
  return status !== undefined && status >= 200 && status < 300
}

const same = (text: string): Note => ({ text, tone: 'neutral' })
const renewed = (text: string): Note => ({ text, tone: 'info' })
const changed = (text: string): Note => ({ text, tone: 'warning' })
