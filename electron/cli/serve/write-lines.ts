/** Follows the product's changes and writes a line for each delivery and each tunnel state. */
import type { Change } from '../../contract/index.ts'
import type { App } from '../../core/app.ts'
import { deliveryLine, tunnelKey, tunnelLine } from './delivery-lines.ts'
import { completeFloods } from './follow-deliveries.ts'

export interface LineOptions {
  readonly json: boolean
  readonly signal: AbortSignal
}

export interface LineWriter {
  /** Writes from now on, beginning with what came since the writer was made. */
  start(): void
}

/** Follows at once, so that nothing is missed while the first lines are being written by others. */
export function writeLines(app: App, { json, signal }: LineOptions): LineWriter {
  const { promise: started, resolve: start } = Promise.withResolvers<void>()
  const complete = completeFloods(app.router)
  let lastTunnel = tunnelKey(app.tunnel.tunnel)

  const linesOf = async (change: Change): Promise<readonly string[]> => {
    if (change.type === 'deliveries.received') {
      return (await complete(change)).map((delivery) => (json ? JSON.stringify(delivery) : deliveryLine(delivery)))
    }
    if (change.type !== 'tunnel.changed' || tunnelKey(change.tunnel) === lastTunnel) return []
    lastTunnel = tunnelKey(change.tunnel)
    const { log: _, ...tunnel } = change.tunnel
    return [json ? JSON.stringify({ tunnel }) : tunnelLine(change.tunnel)]
  }

  const follow = async (): Promise<void> => {
    for await (const change of app.changes(signal)) {
      await started
      const lines = await linesOf(change)
      if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
    }
  }
  follow().catch((error: unknown) => {
    if (!signal.aborted) process.stderr.write(`Deliveries are no longer shown here: ${String(error)}\n`)
  })
  return { start }
}
