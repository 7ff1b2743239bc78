/** The handler check: a suite of good, bad and odd requests against the developer's own app, and its report. */
import { z } from 'zod'
import { outcome } from './outcome.ts'
import { epochMs, headerPairs, id } from './primitives.ts'

export const checkStatus = z.enum(['pass', 'warn', 'fail', 'skip'])

export const checkCounts = z.object({
  pass: z.number().int(),
  warn: z.number().int(),
  fail: z.number().int(),
  skip: z.number().int()
})

/** Text of bytes that were sent or came back: the first few kilobytes, with signatures and secrets taken out. */
const shownText = z.object({ sizeBytes: z.number().int(), text: z.string(), truncated: z.boolean() })

/** One request of a case and what came back. */
export const checkExchange = z.object({
  /** What was special about it, a few words. */
  label: z.string(),
  request: z.object({ method: z.string(), url: z.string(), headers: headerPairs, body: shownText }),
  outcome,
  tookMs: z.number(),
  response: z.object({ status: z.number().int(), headers: headerPairs, body: shownText }).optional()
})

export const checkGroup = z.enum(['basics', 'signature', 'time', 'repetition', 'events', 'body', 'connection'])

/** One line of the report. */
export const checkResult = z.object({
  caseId: z.string(),
  title: z.string(),
  group: checkGroup,
  status: checkStatus,
  sent: z.string(),
  expected: z.string(),
  why: z.string(),
  /** Where the expectation comes from, a URL. */
  source: z.string(),
  received: z.string(),
  /** What to change; only when there is something to change. */
  fix: z.string().optional(),
  exchanges: z.array(checkExchange),
  tookMs: z.number()
})

/** `failed`: it could not be run at all, as when nothing listens at the target; `problem` says why. */
export const checkState = z.enum(['running', 'finished', 'stopped', 'failed'])

export const checkSummary = z.object({
  id,
  state: checkState,
  startedAt: epochMs,
  finishedAt: epochMs.optional(),
  provider: z.string(),
  providerLabel: z.string(),
  targetUrl: z.string(),
  stateUrl: z.string().optional(),
  /** The event that all requests are made of. */
  base: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sample'), type: z.string() }),
    z.object({ kind: z.literal('delivery'), deliveryId: id })
  ]),
  endpointId: id.optional(),
  counts: checkCounts,
  /** Cases in all; those in `counts` are done. */
  total: z.number().int(),
  /** The title of the case that runs now. */
  current: z.string().optional(),
  problem: z.string().optional()
})

export const checkReport = checkSummary.extend({ results: z.array(checkResult) })

const caseIds = z.array(z.string().max(64)).max(100)

export const checkInput = z.object({
  /** Scheme, options and secrets of an endpoint; else `provider` and `secret` say them. */
  endpointId: id.optional(),
  provider: z.string().max(64).optional(),
  schemeOptions: z.record(z.string(), z.unknown()).optional(),
  secret: z.string().min(1).max(8192).optional(),
  /** Where the app listens; left out, the first enabled target of the endpoint. */
  targetUrl: z.string().max(2048).optional(),
  targetId: id.optional(),
  /** What is sent: a delivery that came, or a sample event; left out, the provider's first sample. */
  deliveryId: id.optional(),
  sampleType: z.string().max(256).optional(),
  /** A URL that answers with JSON which shows what events have done, read before and after. */
  stateUrl: z.string().max(2048).optional(),
  only: caseIds.optional(),
  skip: caseIds.optional()
})

export const checkExport = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })
export const checkFormat = z.enum(['json', 'junit', 'markdown'])

export type CheckStatus = z.infer<typeof checkStatus>
export type CheckCounts = z.infer<typeof checkCounts>
export type CheckExchange = z.infer<typeof checkExchange>
export type CheckGroup = z.infer<typeof checkGroup>
export type CheckResult = z.infer<typeof checkResult>
export type CheckState = z.infer<typeof checkState>
export type CheckSummary = z.infer<typeof checkSummary>
export type CheckReport = z.infer<typeof checkReport>
export type CheckInput = z.infer<typeof checkInput>
export type CheckExport = z.infer<typeof checkExport>
export type CheckFormat = z.infer<typeof checkFormat>
