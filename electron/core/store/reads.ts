/** Everything that is read from hooklab.db, over a connection that can't write. */
import type { DatabaseSync } from 'node:sqlite'
import { attemptReads } from './tables/attempts.ts'
import { captureReads } from './tables/captures.ts'
import { deliveryReads } from './tables/deliveries.ts'
import { endpointReads } from './tables/endpoints.ts'
import { faultReads } from './tables/faults.ts'
import { filterReads } from './tables/filters.ts'
import { listenerLogReads } from './tables/listener-log.ts'
import { missedReads } from './tables/missed.ts'
import { noteReads } from './tables/notes.ts'
import { retryReads } from './tables/retries.ts'
import { secretReads } from './tables/secrets.ts'
import { targetReads } from './tables/targets.ts'
import { totalReads } from './tables/totals.ts'
import type { StoredConfig } from './store.ts'

export type Reads = ReturnType<typeof createReads>

export function createReads(database: DatabaseSync) {
  const reads = {
    ...deliveryReads(database),
    ...captureReads(database),
    ...attemptReads(database),
    ...endpointReads(database),
    ...secretReads(database),
    ...faultReads(database),
    ...targetReads(database),
    ...filterReads(database),
    ...noteReads(database),
    ...listenerLogReads(database),
    ...totalReads(database),
    ...retryReads(database),
    ...missedReads(database)
  }
  return {
    ...reads,
    config: (): StoredConfig => ({
      endpoints: reads.endpoints(),
      secrets: reads.secrets(),
      faults: reads.faults(),
      targets: reads.targets(),
      filters: reads.filters(),
      settings: reads.settings()
    })
  }
}
