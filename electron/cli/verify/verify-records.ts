/** Verifies records one after another and tells each answer as one line of JSON. */
import type { Explanation } from '../../contract/index.ts'
import { AppError } from '../../core/errors.ts'
import { explain } from '../../core/schemes/explain/explain.ts'
import { detectScheme, schemes } from '../../core/schemes/registry.ts'
import { readQuestion, type Question } from './captured-request.ts'
import type { Place, SourceRecord } from './read-records.ts'
import type { VerifyOptions } from './verify-options.ts'

export interface Tally {
  readonly requests: number
  /** Failed verdicts and records that could not be read. */
  readonly bad: number
}

/** `write` takes one line without its end. */
export async function verifyRecords(
  records: AsyncIterable<SourceRecord>,
  options: VerifyOptions,
  write: (line: string) => Promise<void>
): Promise<Tally> {
  let [requests, bad] = [0, 0]
  for await (const record of records) {
    requests += 1
    const { answer, good } = answerOne(record, requests, options)
    if (!good) bad += 1
    await write(JSON.stringify(answer))
  }
  return { requests, bad }
}

function answerOne(record: SourceRecord, number: number, options: VerifyOptions): { readonly answer: object; readonly good: boolean } {
  if ('problem' in record) return { answer: broken(record, new AppError('BAD_REQUEST', record.problem)), good: false }
  try {
    return verifyOne(readQuestion(record.value, number, options), options.explains)
  } catch (error) {
    // One bad record must not stop the rest.
    if (error instanceof AppError) return { answer: broken(record, error), good: false }
    throw error
  }
}

function verifyOne(question: Question, explains: boolean): { readonly answer: object; readonly good: boolean } {
  const { id, scheme, settings, secrets, request, now } = question
  const verdict = scheme.verify(request, secrets, now, settings)
  const short = { status: verdict.status, ...(verdict.status === 'failed' ? { reason: verdict.reason } : {}) }
  const answer = { id, verdict: short, ...(explains ? { explanation: explainOne(question, verdict) } : {}) }
  return { answer, good: verdict.status !== 'failed' }
}

function explainOne(question: Question, verdict: Explanation['verdict']): Omit<Explanation, 'action'> {
  const { scheme, settings, secrets, request, now } = question
  // An action changes an endpoint, and here is none.
  const { action: _, ...explanation } = explain({
    verdict,
    endpointId: '',
    scheme,
    settings,
    secrets,
    request,
    receivedAt: now,
    now,
    bodyTruncated: false,
    others: [],
    schemes,
    detected: detectScheme(request.headers, request.body),
    publicBases: []
  })
  return explanation
}

function broken(record: SourceRecord, { code, message }: AppError): object {
  const text = `${placeName(record.place)}: ${message}`
  return { ...('value' in record ? idOf(record.value) : {}), ...record.place, error: { code, message: text } }
}

function placeName(place: Place): string {
  return 'line' in place ? `Line ${place.line}` : `Item ${place.item}`
}

function idOf(value: unknown): { readonly id?: string | number } {
  if (typeof value !== 'object' || value === null || !('id' in value)) return {}
  return typeof value.id === 'string' || typeof value.id === 'number' ? { id: value.id } : {}
}
