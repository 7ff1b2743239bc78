/** What a provider did about an event: each delivery compared with the one before, and the gaps with its published schedule. */
import type { HeaderPair, Redeliveries, Redelivery, RetrySchedule } from '../../contract/index.ts'
import type { EventDeliveries, EventDelivery } from '../store/event-deliveries.ts'

export interface SignatureFacts {
  /** Names of the headers that carry the signature and its time, in any case. */
  readonly signatureHeaders: readonly string[]
  readonly timestampHeader: string | undefined
  readonly schedule: (RetrySchedule & { readonly providerLabel: string }) | undefined
}

/** Headers that differ by themselves and say nothing of the provider. */
const ownHeaders = new Set(['content-length', 'connection', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-port'])
const mostHeaders = 20

/** Shape: `found` is oldest first, and so is what comes out. */
export function compareRedeliveries(found: EventDeliveries, facts: SignatureFacts): Redeliveries {
  const { items, groupedBy, left } = found
  const earlier = groupedBy === 'event_id' ? (items[0]?.summary.redelivery ?? 0) : 0
  const delaysSeconds = facts.schedule?.delaysSeconds ?? []
  const expectedMs = (index: number): number | undefined => {
    const seconds = delaysSeconds[earlier + index - 1]
    return seconds === undefined ? undefined : seconds * 1000
  }
  const compared = items.map((item, index) => toRedelivery(item, items[index - 1], index === 0 ? undefined : expectedMs(index), facts))
  const eventId = items.at(-1)?.summary.eventId
  return {
    ...(eventId === undefined ? {} : { eventId }),
    groupedBy,
    items: compared,
    left,
    ...(facts.schedule === undefined ? {} : { schedule: facts.schedule }),
    ...nextExpected(compared.at(-1), expectedMs(items.length))
  }
}

function toRedelivery(
  { summary, headers, bodyDigest }: EventDelivery,
  before: EventDelivery | undefined,
  expectedGapMs: number | undefined,
  facts: SignatureFacts
): Redelivery {
  return {
    id: summary.id,
    receivedAt: summary.receivedAt,
    verdict: summary.verdict,
    ...(summary.responseStatus === undefined ? {} : { responseStatus: summary.responseStatus }),
    durationMs: summary.durationMs,
    ...(summary.fault === undefined ? {} : { fault: summary.fault }),
    sizeBytes: summary.sizeBytes,
    viaTunnel: summary.viaTunnel,
    ...(before === undefined ? {} : { gapMs: summary.receivedAt - before.summary.receivedAt }),
    ...(expectedGapMs === undefined ? {} : { expectedGapMs }),
    ...asked(before),
    ...(before === undefined
      ? {}
      : {
          compared: {
            eventId: compareTexts(before.summary.eventId, summary.eventId),
            bytes: before.bodyDigest === bodyDigest ? 'same' : 'changed',
            signature: compareTexts(joined(before.headers, facts.signatureHeaders), joined(headers, facts.signatureHeaders)),
            timestamp:
              facts.timestampHeader === undefined
                ? 'none'
                : compareTexts(joined(before.headers, [facts.timestampHeader]), joined(headers, [facts.timestampHeader])),
            headers: changedHeaders(before.headers, headers)
          }
        })
  }
}

/** The wait that an answer asked for, in seconds or until a date. */
function asked(before: EventDelivery | undefined): { askedGapMs?: number } {
  const text = before === undefined ? undefined : joined(before.replyHeaders, ['retry-after'])
  if (before === undefined || text === undefined) return {}
  const askedGapMs = /^\d{1,10}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - before.summary.receivedAt
  return askedGapMs >= 0 ? { askedGapMs } : {}
}

/** After a success, or at the end of the schedule, nothing more is expected. */
function nextExpected(last: Redelivery | undefined, gapMs: number | undefined): { nextExpectedAt?: number } {
  if (last === undefined || gapMs === undefined) return {}
  const { responseStatus } = last
  if (responseStatus !== undefined && responseStatus >= 200 && responseStatus < 300) return {}
  return { nextExpectedAt: last.receivedAt + gapMs }
}

function compareTexts(before: string | undefined, now: string | undefined): 'same' | 'changed' | 'none' {
  if (before === undefined || now === undefined) return 'none'
  return before === now ? 'same' : 'changed'
}

/** All values of these headers in one text, or nothing when none is there. */
function joined(headers: readonly HeaderPair[], names: readonly string[]): string | undefined {
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  const values = headers.filter(([name]) => wanted.has(name.toLowerCase())).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join('\n')
}

function changedHeaders(before: readonly HeaderPair[], now: readonly HeaderPair[]): string[] {
  const names = new Map([...before, ...now].map(([name]) => [name.toLowerCase(), name]))
  return [...names]
    .filter(([lower]) => !ownHeaders.has(lower) && joined(before, [lower]) !== joined(now, [lower]))
    .map(([, name]) => name)
    .slice(0, mostHeaders)
}
