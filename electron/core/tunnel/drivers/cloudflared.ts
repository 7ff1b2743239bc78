/** The cloudflared driver: Cloudflare's tunnels, quick and named, through the program that the developer has installed. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TunnelOptions, TunnelReason } from '../../../contract/index.ts'
import type { OpenRequest, OpenResult, TunnelDriver } from '../driver.ts'
import { reasonOf } from '../reasons.ts'
import { readCloudflaredLog } from './cloudflared-log.ts'
import type { DriverTools } from './driver-tools.ts'
import { findProgram } from './find-program.ts'
import { filledIn, isHostName } from './option-text.ts'
import { openProgramTunnel } from './program-tunnel.ts'

/** A name that is asked for before it exists is remembered as missing by resolvers: a new name gets this long. */
const newNameMs = 2_000
/** cloudflared connects again by itself, and keeps the URL of a quick tunnel only as long as it runs. */
const healsWithinMs = 120_000
const tunnelNameShape = /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/

export function cloudflared(tools: Pick<DriverTools, 'dataFolder' | 'secretOf'>): TunnelDriver {
  return {
    info: {
      id: 'cloudflared',
      label: 'Cloudflare Tunnel',
      summary: 'A quick tunnel without an account, or your own named tunnel. Needs cloudflared on this machine.',
      costs: [
        'A quick tunnel has another URL each time it is opened; a named tunnel keeps its host name.',
        'Quick tunnels take 200 requests at once and have no promise of uptime; bodies are limited to 100 MB on the free plan.',
        'Cloudflare ends TLS and sees requests in plain text.',
        'No warning page.'
      ],
      fields: [
        {
          name: 'hostname',
          label: 'Host name',
          placeholder: 'hooks.example.com',
          required: false,
          hint: 'Of a named tunnel, led to the listener’s address in the dashboard. Left empty, a quick tunnel is opened.'
        },
        {
          name: 'tunnelName',
          label: 'Tunnel name or id',
          placeholder: 'from this machine’s configuration',
          required: false,
          hint: 'For a tunnel made with “cloudflared tunnel create”. Left empty, the stored token is used.'
        },
        { name: 'binary', label: 'Program', placeholder: 'cloudflared, found on the PATH', required: false, rare: true }
      ],
      secret: { label: 'Tunnel token', help: 'Only for a named tunnel that is managed in the Cloudflare dashboard.' }
    },
    server: () => 'Cloudflare',
    check,
    open: (request) => open(request, tools)
  }
}

function check(options: TunnelOptions): TunnelReason | undefined {
  const hostname = filledIn(options.hostname)
  const tunnelName = filledIn(options.tunnelName)
  if (hostname !== undefined && !isHostName(hostname)) return reasonOf('bad_hostname', { host: hostname })
  if (tunnelName !== undefined && !tunnelNameShape.test(tunnelName)) return reasonOf('bad_tunnel_name', { host: '', name: tunnelName })
  return tunnelName !== undefined && hostname === undefined ? reasonOf('hostname_needed', { host: '', name: tunnelName }) : undefined
}

async function open(request: OpenRequest, tools: Pick<DriverTools, 'dataFolder' | 'secretOf'>): Promise<OpenResult> {
  const { options, listenerPort } = request
  const found = await findProgram('cloudflared', options.binary)
  if ('wrong' in found) return { failed: reasonOf(missing[found.wrong], { host: options.binary ?? 'cloudflared' }), retryable: false }
  const hostname = filledIn(options.hostname)
  const tunnelName = filledIn(options.tunnelName)
  const token = hostname !== undefined && tunnelName === undefined ? await tools.secretOf('cloudflared') : undefined
  if (hostname !== undefined && tunnelName === undefined && token === undefined)
    return { failed: reasonOf('token_missing', { host: 'Cloudflare', name: 'tunnel token' }), retryable: false }
  const listener = `http://127.0.0.1:${listenerPort}`
  const log = readCloudflaredLog(hostname === undefined ? undefined : `https://${hostname}`)
  return openProgramTunnel(request, {
    program: {
      path: found.path,
      args: await argumentsFor({ hostname, tunnelName, listener, dataFolder: tools.dataFolder }),
      // In the environment, where other users of the machine cannot read it as they can an argument.
      ...(token !== undefined && { env: { TUNNEL_TOKEN: token } })
    },
    read: (line) => log.read(line),
    late: () => ({ reason: reasonOf(log.hasUrl ? 'edge_unreachable' : 'host_timed_out', { host: 'Cloudflare' }), retryable: true }),
    ended: (detail) => ({
      reason: reasonOf('program_ended', { host: 'cloudflared', detail: log.lastError ?? detail }),
      retryable: true
    }),
    healsWithinMs,
    ...(hostname === undefined && { settleMs: newNameMs })
  })
}

const missing = { missing: 'cloudflared_missing', not_this_program: 'bad_program' } as const

interface Wish {
  readonly hostname: string | undefined
  readonly tunnelName: string | undefined
  readonly listener: string
  readonly dataFolder: string
}

async function argumentsFor({ hostname, tunnelName, listener, dataFolder }: Wish): Promise<string[]> {
  // Over TCP: where UDP is blocked, finding out takes cloudflared longer than anybody waits for a tunnel.
  const common = ['--no-autoupdate', '--protocol', 'http2', '--grace-period', '1s']
  if (hostname !== undefined && tunnelName !== undefined) return ['tunnel', ...common, '--url', listener, 'run', tunnelName]
  if (hostname !== undefined) return ['tunnel', ...common, 'run']
  // An own empty configuration: the rules of the developer's named tunnels would take a quick tunnel's requests elsewhere.
  const config = join(dataFolder, 'cloudflared-quick.yml')
  await mkdir(dataFolder, { recursive: true })
  await writeFile(config, '', { mode: 0o600 })
  return ['tunnel', '--config', config, ...common, '--url', listener]
}
