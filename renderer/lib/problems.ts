/** Errors of calls as people read them. */
import { ORPCError } from '@orpc/client'

export interface CallProblem {
  readonly code: string
  readonly message: string
}

/** What went wrong, in a code to decide by and a sentence to show. */
export function toProblem(error: unknown): CallProblem {
  if (error instanceof ORPCError) return { code: error.code, message: error.message }
  if (error instanceof TypeError) return { code: 'UNREACHABLE', message: 'Hooklab does not answer. Check that it still runs.' }
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) }
}

/** A call that was given up on purpose is no problem. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
