/** Diagnostics as objects: an event word and its fields. Never a secret, a body or a signature. */

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
