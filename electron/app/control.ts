/** The control API of the desktop, for the command line and scripts of the same user: loopback, any free port, a token of its own. */
import { errorMessage } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { ControlledApp } from '../host/control-routes.ts'
import { startControlServer } from '../host/control-server.ts'
import { announceRun } from '../host/instance-file.ts'

export interface ControlOptions {
  readonly app: ControlledApp
  readonly dataFolder: string
  /** The built interface. */
  readonly rendererFolder: string
  readonly version: string
  readonly log: Log
}

/** Resolves with what ends it. Errors: never rejects, as the desktop works without it. */
export async function openControl({ dataFolder, ...options }: ControlOptions): Promise<() => Promise<void>> {
  const { log, version } = options
  try {
    const control = await startControlServer({ ...options, port: 0, fixedPort: false })
    const takeBack = await announceRun(dataFolder, { control, version, log })
    return async () => {
      await takeBack()
      await control.close()
    }
  } catch (error) {
    log.warn('control.not_opened', { message: errorMessage(error) })
    return () => Promise.resolve()
  }
}
