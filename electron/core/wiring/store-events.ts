/** What the store reports, as problems and changes that an interface shows. */
import type { ChangeBus } from '../changes/change-bus.ts'
import type { Log } from '../log.ts'
import type { Problems } from '../problems.ts'
import type { StoreEvent } from '../store/store.ts'

export function reportStoreEvent(parts: { problems: Problems; bus: ChangeBus; log: Log }): (event: StoreEvent) => void {
  return (event) => report(event, parts)
}

function report(event: StoreEvent, { problems, bus, log }: { problems: Problems; bus: ChangeBus; log: Log }): void {
  switch (event.kind) {
    case 'failing':
      log.error('store.failing', { code: event.code, message: event.message })
      problems.raise(
        'store_failing',
        `Deliveries can't be stored: ${event.message}`,
        'Providers get 503 and will retry. What was stored is safe. Free some disk space, or lower the retention in the settings; Hooklab goes on by itself.'
      )
      return
    case 'recovered':
      log.info('store.recovered')
      problems.settle('store_failing')
      return
    case 'set_aside':
      log.error('store.set_aside', { file: event.file, reason: event.reason })
      problems.raise(
        'store_set_aside',
        `The database was damaged (${event.reason}) and Hooklab started a fresh one.`,
        `The damaged file is kept as ${event.file}. Endpoints and secrets have to be set up again; deliveries may be recovered from it with SQLite's own tools.`
      )
      return
    case 'removed':
      bus.publish({ type: 'deliveries.removed', ids: [...event.ids] })
      return
  }
}
