/** The cases of the handler check, in the order they run in: those that may hurt the app come last. One file each under cases/. */
import { acceptsBigNumbers } from './cases/accepts-big-numbers.ts'
import { acceptsDisorder } from './cases/accepts-disorder.ts'
import { acceptsEachSecret } from './cases/accepts-each-secret.ts'
import { acceptsGood } from './cases/accepts-good.ts'
import { acceptsJsonEscapes } from './cases/accepts-json-escapes.ts'
import { acceptsJsonKeyOrder } from './cases/accepts-json-key-order.ts'
import { acceptsJsonSpacing } from './cases/accepts-json-spacing.ts'
import { acceptsLowerCaseHeaders } from './cases/accepts-lower-case-headers.ts'
import { acceptsSeveralSignatures } from './cases/accepts-several-signatures.ts'
import { acceptsSlowUpload } from './cases/accepts-slow-upload.ts'
import { acceptsUnknownFields } from './cases/accepts-unknown-fields.ts'
import { acceptsUnknownType } from './cases/accepts-unknown-type.ts'
import { answersInTime } from './cases/answers-in-time.ts'
import { rejectsEmptySignature } from './cases/rejects-empty-signature.ts'
import { rejectsFuture } from './cases/rejects-future.ts'
import { rejectsPartialSignature } from './cases/rejects-partial-signature.ts'
import { rejectsStale } from './cases/rejects-stale.ts'
import { rejectsTamperedBit } from './cases/rejects-tampered-bit.ts'
import { rejectsTamperedValue } from './cases/rejects-tampered-value.ts'
import { rejectsUnsigned } from './cases/rejects-unsigned.ts'
import { rejectsWrongSecret } from './cases/rejects-wrong-secret.ts'
import { stillAlive } from './cases/still-alive.ts'
import { survivesDroppedUpload } from './cases/survives-dropped-upload.ts'
import { survivesDuplicates } from './cases/survives-duplicates.ts'
import { survivesEmptyBody } from './cases/survives-empty-body.ts'
import { survivesHugeBody } from './cases/survives-huge-body.ts'
import { survivesRace } from './cases/survives-race.ts'
import { survivesWrongContentType } from './cases/survives-wrong-content-type.ts'
import type { CheckCase } from './check-case.ts'

export const checkCases: readonly CheckCase[] = [
  acceptsGood,
  answersInTime,
  rejectsUnsigned,
  rejectsEmptySignature,
  rejectsWrongSecret,
  rejectsPartialSignature,
  rejectsTamperedBit,
  rejectsTamperedValue,
  rejectsStale,
  rejectsFuture,
  acceptsSeveralSignatures,
  acceptsEachSecret,
  survivesDuplicates,
  survivesRace,
  acceptsDisorder,
  acceptsUnknownType,
  acceptsJsonSpacing,
  acceptsJsonKeyOrder,
  acceptsJsonEscapes,
  acceptsUnknownFields,
  acceptsBigNumbers,
  acceptsLowerCaseHeaders,
  survivesWrongContentType,
  survivesEmptyBody,
  survivesHugeBody,
  acceptsSlowUpload,
  survivesDroppedUpload,
  stillAlive
]

export function findCase(id: string): CheckCase | undefined {
  return checkCases.find((one) => one.id === id)
}
