/** The ssh driver: any server that does remote forwarding, through the system's own ssh. */
import { basename, dirname, isAbsolute } from 'node:path'
import type { TunnelOptions, TunnelReason } from '../../../contract/index.ts'
import type { OpenRequest, OpenResult, TunnelDriver } from '../driver.ts'
import { reasonOf } from '../reasons.ts'
import type { DriverTools } from './driver-tools.ts'
import { findProgram } from './find-program.ts'
import { fingerprintOf, serverName } from './host-keys.ts'
import { filledIn } from './option-text.ts'
import { plainUrl } from './plain-url.ts'
import { openProgramTunnel } from './program-tunnel.ts'
import { scanHostKey } from './scan-host-key.ts'
import { readSshLog } from './ssh-log.ts'

const hostShape = /^[a-z0-9:][a-z0-9.:_-]*$/i
const userShape = /^[a-z0-9_.][a-z0-9_.+@-]*$/i

/** A service may print its URL without TLS first, and with it a moment later. */
const greetingMs = 700

export function ssh(tools: Pick<DriverTools, 'hostKeys'>): TunnelDriver {
  return {
    info: {
      id: 'ssh',
      label: 'ssh',
      summary: 'A server of your own, or a service such as localhost.run, Pinggy, Serveo or sish. Needs ssh, which most systems have.',
      costs: [
        'The URL is as stable as what the server gives: your own keeps it, free services change it.',
        'Limits and warning pages are those of the server.',
        'The way to the server is encrypted; whoever runs it sees requests in plain text.',
        'The server’s key must be accepted once, by its fingerprint.'
      ],
      fields: [
        { name: 'host', label: 'Server', placeholder: 'example.com', required: true },
        { name: 'user', label: 'User', placeholder: 'the one of this machine', required: false },
        { name: 'port', label: 'Port', placeholder: '22', required: false, numeric: true },
        {
          name: 'url',
          label: 'Public URL',
          placeholder: 'as the server says',
          required: false,
          hint: 'For a server that prints none: the URL that leads to the remote port. {port} stands for its number.'
        },
        { name: 'remotePort', label: 'Remote port', placeholder: 'any free one', required: false, numeric: true, rare: true },
        { name: 'remoteHost', label: 'Remote address', placeholder: 'the server’s choice', required: false, rare: true },
        { name: 'identityFile', label: 'Private key', placeholder: 'the agent’s, or the usual ones', required: false },
        { name: 'binary', label: 'Program', placeholder: 'ssh, found on the PATH', required: false, rare: true }
      ]
    },
    server: serverOf,
    check,
    open: (request) => open(request, tools)
  }
}

function serverOf(options: TunnelOptions): string {
  return serverName(filledIn(options.host) ?? '', options.port ?? 22)
}

function check(options: TunnelOptions): TunnelReason | undefined {
  const [host, user, bind] = [filledIn(options.host), filledIn(options.user), filledIn(options.remoteHost)]
  const [file, url] = [filledIn(options.identityFile), filledIn(options.url)]
  if (host === undefined || !hostShape.test(host)) return reasonOf('bad_ssh_server', { host: host ?? '' })
  if (user !== undefined && !userShape.test(user)) return reasonOf('bad_ssh_user', { host, name: user })
  if (bind !== undefined && !hostShape.test(bind)) return reasonOf('bad_ssh_bind', { host, name: bind })
  if (file !== undefined && !isAbsolute(file)) return reasonOf('bad_ssh_file', { host, name: file })
  return url === undefined || urlAt(url, 1) !== undefined ? undefined : reasonOf('bad_ssh_url', { host: url })
}

function urlAt(template: string, port: number): string | undefined {
  return plainUrl(template.replaceAll('{port}', String(port)))?.text
}

async function open(request: OpenRequest, { hostKeys }: Pick<DriverTools, 'hostKeys'>): Promise<OpenResult> {
  const { options, clock, signal } = request
  const found = await findProgram('ssh', options.binary)
  if ('wrong' in found)
    return {
      failed: reasonOf(found.wrong === 'missing' ? 'ssh_missing' : 'bad_program', { host: options.binary ?? 'ssh' }),
      retryable: false
    }
  const server = serverOf(options)
  const startedAt = clock.now()
  const known = await hostKeys.find(server)
  if (known === undefined) {
    const key = await scanHostKey({ host: filledIn(options.host) ?? '', port: options.port ?? 22 }, { clock, signal })
    // Without an answer ssh itself is left to say what is wrong with the way there.
    if (key !== undefined) {
      hostKeys.offer(key)
      const fingerprint = fingerprintOf(key)
      const reason = reasonOf('host_key_unknown', { host: server, detail: `${key.type} ${fingerprint}` })
      return { failed: { ...reason, hostKey: { server, type: key.type, fingerprint } }, retryable: false }
    }
  }
  const template = filledIn(options.url)
  const log = readSshLog(
    {
      server,
      user: filledIn(options.user),
      accepted: known && fingerprintOf(known),
      ...(template !== undefined && { urlAt: (port) => urlAt(template, port) ?? template })
    },
    options
  )
  return openProgramTunnel(request, {
    program: { path: found.path, args: argumentsFor(request, basename(hostKeys.file)), cwd: dirname(hostKeys.file) },
    read: (line) => log.read(line),
    late: () => ({ reason: reasonOf(log.isForwarding ? 'ssh_no_greeting' : 'host_timed_out', { host: server }), retryable: true }),
    ended: (detail) => ({ reason: reasonOf('ssh_lost', { host: server, detail: log.lastWord ?? detail }), retryable: true }),
    spentMs: clock.now() - startedAt,
    ...(template === undefined && { settleMs: greetingMs })
  })
}

/**
 * Nothing of the user's own configuration: what it says of hosts would go past what was chosen and checked here. The file of known
 * hosts is named from its own folder, since ssh takes %, ${ and quotes in a path for something else.
 */
function argumentsFor({ options, listenerPort }: OpenRequest, knownHosts: string): string[] {
  const [user, bind, identity] = [filledIn(options.user), filledIn(options.remoteHost), filledIn(options.identityFile)]
  const settings = [
    'BatchMode=yes',
    'ExitOnForwardFailure=yes',
    'ServerAliveInterval=15',
    'ServerAliveCountMax=2',
    'ConnectTimeout=8',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${knownHosts}`,
    `GlobalKnownHostsFile=${process.platform === 'win32' ? 'NUL' : '/dev/null'}`,
    'UpdateHostKeys=no',
    ...(identity === undefined ? [] : ['IdentitiesOnly=yes'])
  ]
  return [
    '-v',
    '-T',
    '-F',
    'none',
    // A service that says its URL says it in a session.
    ...(filledIn(options.url) === undefined ? [] : ['-N']),
    ...settings.flatMap((setting) => ['-o', setting]),
    '-p',
    String(options.port ?? 22),
    '-R',
    `${bind === undefined ? '' : `${bracketed(bind)}:`}${options.remotePort ?? 0}:127.0.0.1:${listenerPort}`,
    ...(identity === undefined ? [] : identityArguments(identity)),
    ...(user === undefined ? [] : ['-l', user]),
    filledIn(options.host) ?? ''
  ]
}

/** With `-i` a file that is missing is told in words, but its % can't be written twice there, as ssh wants it. */
function identityArguments(path: string): string[] {
  return path.includes('%') ? ['-o', `IdentityFile="${path.replaceAll('%', '%%')}"`] : ['-i', path]
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
