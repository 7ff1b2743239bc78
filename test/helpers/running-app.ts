/** The whole product in this process, on a folder and a port of its own: `await using app = await runningApp()`. */
import { Agent } from 'node:https'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { Change, Contract } from '../../electron/contract/index.ts'
import type { App } from '../../electron/core/app.ts'
import { systemClock } from '../../electron/core/clock.ts'
import { createApp } from '../../electron/core/create-app.ts'
import { silentLog } from '../../electron/core/log.ts'
import { openKeyFileSecretStore } from '../../electron/core/secrets/key-file-secret-store.ts'
import { withDeadline } from './deadline.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface RunningApp extends AsyncDisposable {
  readonly app: App
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly client: ContractRouterClient<Contract>
  /** Resolves with the first change from now on that the predicate takes. */
  nextChange<Type extends Change['type']>(
    type: Type,
    takes?: (change: Extract<Change, { type: Type }>) => boolean
  ): Promise<Extract<Change, { type: Type }>>
}

export interface RunningAppOptions {
  readonly folder?: string
  readonly port?: number
  /** Connects to the key servers of providers; without it none is reached. */
  readonly keyAgent?: Agent
}

/** Goes nowhere: a test that forgets what it asks for must not ask the real thing. */
class NowhereAgent extends Agent {
  override createConnection(): never {
    throw new Error('no network in tests')
  }
}

export async function runningApp({ folder, port = 0, keyAgent = new NowhereAgent() }: RunningAppOptions = {}): Promise<RunningApp> {
  const temporary = folder === undefined ? await temporaryFolder() : undefined
  const dataFolder = folder ?? temporary?.path ?? ''
  const app = await createApp({
    clock: systemClock,
    log: silentLog,
    secretStore: openKeyFileSecretStore({ dataFolder }),
    dataFolder,
    keyAgent,
    version: '0.0.0-test',
    host: 'headless',
    listener: { port, fixed: true }
  })
  const client: ContractRouterClient<Contract> = createRouterClient(app.router)
  return {
    app,
    url: app.listenerUrl,
    port: Number(new URL(app.listenerUrl).port),
    folder: dataFolder,
    client,
    nextChange: (type, takes = () => true) => withDeadline(findChange(app, type, takes), 10_000, `no change ${type} came within 10 s`),
    async [Symbol.asyncDispose]() {
      await app.close()
      await temporary?.[Symbol.asyncDispose]()
    }
  }
}

async function findChange<Type extends Change['type']>(
  app: App,
  type: Type,
  takes: (change: Extract<Change, { type: Type }>) => boolean
): Promise<Extract<Change, { type: Type }>> {
  const stop = new AbortController()
  try {
    for await (const change of app.changes(stop.signal)) {
      // The type has been compared, which does not narrow a generic.
      if (change.type === type && takes(change as Extract<Change, { type: Type }>)) return change as Extract<Change, { type: Type }>
    }
  } finally {
    stop.abort()
  }
  throw new Error('the app stopped telling changes')
}
