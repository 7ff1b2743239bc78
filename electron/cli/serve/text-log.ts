/** Diagnostics as lines on standard error: time, level, event, fields. */
import type { Log, LogFields } from '../../core/log.ts'

/** `HOOKLAB_LOG=info` shows everything; otherwise what went wrong alone. */
export function createStderrLog(level: string | undefined = process.env['HOOKLAB_LOG']): Log {
  const write = (name: string, event: string, fields: LogFields = {}): void => {
    const shown = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
    process.stderr.write(`${new Date().toISOString()} ${name} ${event}${shown.join('')}\n`)
  }
  return {
    info: level === 'info' ? (event, fields) => write('info', event, fields) : () => {},
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields)
  }
}
