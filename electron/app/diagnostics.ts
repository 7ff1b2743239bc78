/** The app's own log: one JSON object a line in `hooklab.log`, the former file kept beside it. Never a secret, body or signature. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log, LogFields } from '../core/log.ts'

const rotateAtBytes = 1_048_576

/** Lines are few, and the last one before an end matters most: they are written at once. */
export function createDiagnostics(file: string, now: () => number = Date.now): Log {
  let broken = false
  const write = (level: 'info' | 'warn' | 'error', event: string, fields: LogFields = {}): void => {
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields })}\n`
    if (level !== 'info') process.stderr.write(line)
    try {
      mkdirSync(dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAtBytes) renameSync(file, `${file}.1`)
      appendFileSync(file, line, { mode: 0o600 })
    } catch (error) {
      // Said once: a log that can't be written must not fill the terminal.
      if (!broken) process.stderr.write(`${file} cannot be written: ${String(error)}\n`)
      broken = true
    }
  }
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields)
  }
}
