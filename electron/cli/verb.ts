/** What a verb of the command line is. One file each under verbs/. */

export interface Verb {
  /** What `hooklab help VERB` shows. */
  readonly help: string
  /** Answers the exit code. Errors: a UsageError ends with 2, an AppError with 1, each as one line. */
  run(args: readonly string[]): Promise<number>
}

/** The command was written wrongly; the message says what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
