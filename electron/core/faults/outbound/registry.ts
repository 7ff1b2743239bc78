/** Every outbound fault, by kind. A new one is a file under kinds/ and a line here; the type refuses a kind that is missing. */
import type { OutboundFaultInfo, OutboundFaultKind } from '../../../contract/index.ts'
import { bigNumbers } from './kinds/big-numbers.ts'
import { concurrentDuplicates } from './kinds/concurrent-duplicates.ts'
import { droppedUpload } from './kinds/dropped-upload.ts'
import { duplicate } from './kinds/duplicate.ts'
import { emptyBody } from './kinds/empty-body.ts'
import { emptySignature } from './kinds/empty-signature.ts'
import { futureTimestamp } from './kinds/future-timestamp.ts'
import { hugeBody } from './kinds/huge-body.ts'
import { jsonEscapes } from './kinds/json-escapes.ts'
import { jsonKeyOrder } from './kinds/json-key-order.ts'
import { jsonSpacing } from './kinds/json-spacing.ts'
import { lowerCaseHeaders } from './kinds/lower-case-headers.ts'
import { missingSignature } from './kinds/missing-signature.ts'
import { outOfOrder } from './kinds/out-of-order.ts'
import { partialSignature } from './kinds/partial-signature.ts'
import { severalSignatures } from './kinds/several-signatures.ts'
import { slowUpload } from './kinds/slow-upload.ts'
import { staleTimestamp } from './kinds/stale-timestamp.ts'
import { tamperedBit } from './kinds/tampered-bit.ts'
import { tamperedValue } from './kinds/tampered-value.ts'
import { unknownEventType } from './kinds/unknown-event-type.ts'
import { unknownFields } from './kinds/unknown-fields.ts'
import { wrongContentType } from './kinds/wrong-content-type.ts'
import { wrongSecret } from './kinds/wrong-secret.ts'
import type { Draft, FaultContext, OutboundFault } from './outbound-fault.ts'

export const outboundFaults: { readonly [Kind in OutboundFaultKind]: OutboundFault & { readonly kind: Kind } } = {
  duplicate: duplicate,
  concurrent_duplicates: concurrentDuplicates,
  out_of_order: outOfOrder,
  stale_timestamp: staleTimestamp,
  future_timestamp: futureTimestamp,
  tampered_bit: tamperedBit,
  tampered_value: tamperedValue,
  wrong_secret: wrongSecret,
  missing_signature: missingSignature,
  empty_signature: emptySignature,
  partial_signature: partialSignature,
  several_signatures: severalSignatures,
  json_spacing: jsonSpacing,
  json_key_order: jsonKeyOrder,
  json_escapes: jsonEscapes,
  unknown_fields: unknownFields,
  big_numbers: bigNumbers,
  unknown_event_type: unknownEventType,
  wrong_content_type: wrongContentType,
  empty_body: emptyBody,
  huge_body: hugeBody,
  lower_case_headers: lowerCaseHeaders,
  slow_upload: slowUpload,
  dropped_upload: droppedUpload
}

/** Larger bodies are not tried out for an offer: it is made on the thread that answers providers. */
const triedBytes = 262_144

/** All of them for one draft, in the order of a menu; those that mean nothing for it say why. */
export function offerFaults(draft: Draft, context: FaultContext): OutboundFaultInfo[] {
  const small = { ...context, sizes: { ...context.sizes, hugeBodyBytes: 0 } }
  return Object.values(outboundFaults).map(({ apply, ...info }) => {
    const plan = draft.body.byteLength > triedBytes ? undefined : apply(draft, small)
    return plan !== undefined && 'unavailable' in plan ? { ...info, unavailable: plan.unavailable } : info
  })
}
