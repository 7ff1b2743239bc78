/** Outbound faults: misbehaviour that the developer's own app is shown on purpose, in place of a plain resend. */
import { z } from 'zod'

/** A new kind adds a word here and one file under core/faults/outbound/kinds. */
export const outboundFaultKind = z.enum([
  'duplicate',
  'concurrent_duplicates',
  'out_of_order',
  'stale_timestamp',
  'future_timestamp',
  'tampered_bit',
  'tampered_value',
  'wrong_secret',
  'missing_signature',
  'empty_signature',
  'partial_signature',
  'several_signatures',
  'json_spacing',
  'json_key_order',
  'json_escapes',
  'unknown_fields',
  'big_numbers',
  'unknown_event_type',
  'wrong_content_type',
  'empty_body',
  'huge_body',
  'lower_case_headers',
  'slow_upload',
  'dropped_upload'
])

/** For grouping in a menu: what the fault is about. */
export const outboundFaultGroup = z.enum(['repetition', 'signature', 'time', 'body', 'connection'])

/** One fault as it is offered for a delivery. */
export const outboundFault = z.object({
  kind: outboundFaultKind,
  label: z.string(),
  /** What is sent, one sentence. */
  summary: z.string(),
  group: outboundFaultGroup,
  /** What a sound handler does with it. */
  expected: z.enum(['accept', 'refuse', 'survive']),
  /** Why it can't be used on this delivery; left out when it can. */
  unavailable: z.string().optional()
})

export type OutboundFaultKind = z.infer<typeof outboundFaultKind>
export type OutboundFaultGroup = z.infer<typeof outboundFaultGroup>
export type OutboundFaultInfo = z.infer<typeof outboundFault>
