/** What the command line asks of the desktop app: `--data DIR`, `--port N`, and a `hooklab://` link. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface LaunchOptions {
  /** Absolute; the app's own folder when left out. */
  readonly dataFolder?: string
  /** Given by hand: taken is an error, not a reason to move on. 0 is any. */
  readonly port?: number
}

/** Errors: none; the system adds switches of its own, so what is not ours is passed over. A bad port counts as not given. */
export function readLaunchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { data: { type: 'string' }, port: { type: 'string' } },
    strict: false,
    allowPositionals: true
  })
  const port = typeof values.port === 'string' && /^\d{1,5}$/.test(values.port) ? Number(values.port) : undefined
  return {
    ...(typeof values.data === 'string' && values.data !== '' ? { dataFolder: resolve(values.data) } : {}),
    ...(port !== undefined && port <= 65_535 ? { port } : {})
  }
}

/** The delivery that a link `hooklab://delivery/<id>` names. Links come from anywhere: whatever else they hold is dropped. */
export function deliveryOfLink(text: string): string | undefined {
  return /^hooklab:\/\/delivery\/([A-Za-z0-9_-]{1,64})\/?$/.exec(text)?.[1]
}
