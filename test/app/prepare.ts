/** Sets up a data folder before the desktop opens it, through the product itself. */
import { createRouterClient } from '@orpc/server'
import { systemClock } from '../../electron/core/clock.ts'
import { createApp } from '../../electron/core/create-app.ts'
import { silentLog } from '../../electron/core/log.ts'
import { openKeyFileSecretStore } from '../../electron/core/secrets/key-file-secret-store.ts'

const start = (dataFolder: string) =>
  createApp({
    clock: systemClock,
    log: silentLog,
    secretStore: openKeyFileSecretStore({ dataFolder }),
    dataFolder,
    version: '0.0.0-test',
    host: 'headless',
    listener: { port: 0, fixed: false }
  })

type Started = Awaited<ReturnType<typeof start>>

/** What the router answers, called without a transport. */
function clientOf(app: Started) {
  return createRouterClient(app.router)
}

export async function prepare(
  dataFolder: string,
  work: (client: ReturnType<typeof clientOf>, app: Started) => Promise<unknown>
): Promise<void> {
  const app = await start(dataFolder)
  try {
    await work(clientOf(app), app)
  } finally {
    await app.close()
  }
}
