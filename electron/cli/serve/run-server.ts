/** One run of `hooklab serve`, from the data folder to a clean end. */
import { join } from 'node:path'
import type { App } from '../../core/app.ts'
import { systemClock } from '../../core/clock.ts'
import { createApp } from '../../core/create-app.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { openKeyFileSecretStore } from '../../core/secrets/key-file-secret-store.ts'
import type { SecretStore } from '../../core/secrets/secret-store.ts'
import { startControlServer, type ControlServer } from '../../host/control-server.ts'
import { announceRun } from '../../host/instance-file.ts'
import { readPackage } from '../../host/package-root.ts'
import { boundYoungHeap } from '../../host/young-heap.ts'
import { UsageError } from '../verb.ts'
import { banner } from './banner.ts'
import { awaitEnding } from './ending.ts'
import { catchTheUncaught } from './last-resort.ts'
import { openBrowser } from './open-browser.ts'
import type { ServeOptions } from './serve-options.ts'
import { createStderrLog } from './text-log.ts'
import { writeLines } from './write-lines.ts'

const endDeadlineMs = 8_000

/** Answers the exit code once it has been told to end. Errors: rejects with a UsageError or AppError when it cannot start. */
export async function runServer(options: ServeOptions): Promise<number> {
  const ending = awaitEnding()
  const log = createStderrLog()
  catchTheUncaught({ log, end: () => ending.tell(1) })
  boundYoungHeap()
  const token = readToken(process.env['HOOKLAB_TOKEN'])
  await refuseUnknownScheme(options.endpoint?.scheme)
  await refuseUnknownFaults(options.endpoint?.faults)
  const { root, version } = readPackage()
  const secretStore = openSecretStore(options.dataFolder)
  const app = await createApp({
    clock: systemClock,
    log,
    secretStore,
    dataFolder: options.dataFolder,
    version,
    host: 'headless',
    listener: options.listener
  })
  const following = new AbortController()
  let control: ControlServer | undefined
  let removeInstanceFile: (() => Promise<void>) | undefined
  try {
    const lines = writeLines(app, { json: options.json, signal: following.signal })
    await applyWishes(app, options, secretStore)
    const { port, fixed: fixedPort } = options.control
    control = await startControlServer({
      app,
      port,
      fixedPort,
      rendererFolder: join(root, 'out/renderer'),
      version,
      log,
      ...(token === undefined ? {} : { token })
    })
    removeInstanceFile = await announceRun(options.dataFolder, { control, version, log })
    await announce(app, control, options, log)
    lines.start()
    if (options.tunnel !== undefined) openTunnel(app, options.tunnel)
    if (options.opensBrowser) openBrowser(control.oneTimeInterfaceUrl())
    return await ending.told
  } finally {
    following.abort()
    await removeInstanceFile?.()
    await end(app, control, log)
  }
}

/** Errors: BAD_REQUEST for a token that could not stand in a URL or could be guessed. */
function readToken(token: string | undefined): string | undefined {
  if (token === undefined || /^[A-Za-z0-9._~-]{16,256}$/.test(token)) return token
  throw new AppError(
    'BAD_REQUEST',
    'HOOKLAB_TOKEN needs 16 to 256 characters out of A-Z a-z 0-9 . _ ~ -. Make one with: openssl rand -hex 32'
  )
}

async function refuseUnknownFaults(faults: readonly string[] | undefined): Promise<void> {
  if (faults === undefined) return
  const { faultPresets } = await import('../../core/faults/presets.ts')
  const known = faultPresets.map(({ id }) => id)
  const unknown = faults.find((id) => !known.includes(id))
  if (unknown !== undefined) throw new UsageError(`there is no fault preset "${unknown}". Presets: ${known.join(', ')}.`)
}

async function refuseUnknownScheme(scheme: string | undefined): Promise<void> {
  if (scheme === undefined) return
  const { findScheme, schemes } = await import('../../core/schemes/registry.ts')
  if (findScheme(scheme) === undefined)
    throw new UsageError(`there is no scheme "${scheme}". Schemes: ${schemes.map(({ id }) => id).join(', ')}.`)
}

function openSecretStore(dataFolder: string): SecretStore {
  const keyText = process.env['HOOKLAB_SECRET_KEY']
  return openKeyFileSecretStore({ dataFolder, ...(keyText === undefined ? {} : { keyText }) })
}

async function applyWishes(app: App, { endpoint, tunnel }: ServeOptions, secretStore: SecretStore): Promise<void> {
  const drivers = app.tunnel.drivers.map(({ id }) => id)
  if (tunnel !== undefined && !drivers.includes(tunnel.driver)) {
    throw new UsageError(`there is no tunnel driver "${tunnel.driver}". Drivers: ${drivers.join(', ')}.`)
  }
  if (endpoint === undefined) return
  const { configureEndpoint } = await import('./configure-endpoint.ts')
  await configureEndpoint(app, endpoint, secretStore)
}

async function announce(app: App, control: ControlServer, options: ServeOptions, log: Log): Promise<void> {
  const status = await app.status()
  for (const notice of [status.listenerNotice, control.notice]) if (notice !== undefined) process.stderr.write(`${notice}\n`)
  for (const { message, remedy } of status.problems) process.stderr.write(`${message} ${remedy}\n`)
  if (options.json) {
    const ready = {
      ready: true,
      listener: app.listenerUrl,
      control: control.url,
      token: control.token,
      publicUrl: status.tunnel.publicUrl ?? null
    }
    process.stdout.write(`${JSON.stringify(ready)}\n`)
  } else process.stdout.write(banner({ status, endpoints: app.endpoints, interfaceUrl: control.interfaceUrl }))
  log.info('serve.ready', { listener: app.listenerUrl, control: control.url })
}

/** Errors: throws the AppError of options that the driver refuses; all else becomes a state of the tunnel. */
function openTunnel(app: App, { driver, host, subdomain }: NonNullable<ServeOptions['tunnel']>): void {
  const where = host === undefined ? {} : driver === 'manual' ? { url: host } : { host }
  app.tunnel.open({ driver, options: { ...where, ...(subdomain === undefined ? {} : { subdomain }) } })
}

/** Ends everything, whatever fails on the way, within a deadline. */
async function end(app: App, control: ControlServer | undefined, log: Log): Promise<void> {
  const late = setTimeout(() => {
    log.error('serve.end_too_slow', { deadlineMs: endDeadlineMs })
    process.exit(1)
  }, endDeadlineMs)
  const results = await Promise.allSettled([control?.close(), app.close()])
  clearTimeout(late)
  for (const result of results) if (result.status === 'rejected') log.error('serve.end_failed', { reason: errorMessage(result.reason) })
}
