/** The flags of `hooklab serve`, read and checked before anything is opened. */
import { resolve } from 'node:path'
import { readFlags } from '../flags.ts'
import { UsageError } from '../verb.ts'
import { defaultDataFolder } from './data-folder.ts'

const flags = {
  port: { type: 'string' },
  'control-port': { type: 'string' },
  data: { type: 'string' },
  scheme: { type: 'string' },
  secret: { type: 'string' },
  forward: { type: 'string' },
  fault: { type: 'string' },
  tunnel: { type: 'string' },
  'tunnel-host': { type: 'string' },
  subdomain: { type: 'string' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' }
} as const

export interface WantedPort {
  readonly port: number
  /** Given by hand: taken is an error. */
  readonly fixed: boolean
}

export interface EndpointWishes {
  readonly scheme?: string
  /** `env:NAME`, `file:PATH`, or the value itself. */
  readonly secret?: string
  readonly forward?: string
  /** Presets to switch on. */
  readonly faults?: readonly string[]
}

export interface TunnelWishes {
  readonly driver: string
  readonly host?: string
  readonly subdomain?: string
}

export interface ServeOptions {
  readonly listener: WantedPort
  readonly control: WantedPort
  /** An absolute path. */
  readonly dataFolder: string
  /** What the default endpoint should have; nothing when none of its flags was given. */
  readonly endpoint?: EndpointWishes
  readonly tunnel?: TunnelWishes
  readonly opensBrowser: boolean
  readonly json: boolean
}

/** Errors: throws a UsageError that says what is allowed. */
export function readServeOptions(args: readonly string[]): ServeOptions {
  const { values } = readFlags(args, flags)
  const { scheme, secret, forward, subdomain } = values
  const faults = values.fault?.split(',').map((id) => id.trim().replaceAll('-', '_'))
  const endpoint = { ...given('scheme', scheme), ...given('secret', secret), ...given('forward', forward), ...given('faults', faults) }
  return {
    listener: readPort('port', values.port, 5000),
    control: readPort('control-port', values['control-port'], 4040),
    dataFolder: values.data === undefined ? defaultDataFolder() : resolve(values.data),
    ...(Object.keys(endpoint).length === 0 ? {} : { endpoint }),
    ...given('tunnel', readTunnel(values.tunnel, values['tunnel-host'], subdomain)),
    opensBrowser: values['no-open'] !== true && values.json !== true,
    json: values.json === true
  }
}

function readPort(flag: string, text: string | undefined, usual: number): WantedPort {
  if (text === undefined) return { port: usual, fixed: false }
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new UsageError(`--${flag} takes a number from 0 (any free port) to 65535, not "${text}".`)
  return { port, fixed: port !== 0 }
}

function readTunnel(driver: string | undefined, host: string | undefined, subdomain: string | undefined): TunnelWishes | undefined {
  if (driver !== undefined) return { driver, ...given('host', host), ...given('subdomain', subdomain) }
  if (host !== undefined || subdomain !== undefined)
    throw new UsageError('--tunnel-host and --subdomain need --tunnel, for example --tunnel localtunnel.')
  return undefined
}

/** The entry when there is a value, nothing otherwise. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  // TypeScript widens a computed key to string.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>
}
