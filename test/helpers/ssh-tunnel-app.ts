/** The whole product behind OpenSSH's own server: a public port that passes bytes on as they are. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { freePort } from './odd-server.ts'
import { exchangeRaw, isWhole } from './raw-http.ts'
import { runningApp, type RunningApp, type RunningAppOptions } from './running-app.ts'
import { startSshd, type Sshd } from './sshd.ts'

export interface SshTunnelApp extends AsyncDisposable {
  readonly running: RunningApp
  readonly sshd: Sshd
  /** Where the world comes in. */
  readonly publicPort: number
}

/** Opened and proven. The public URL has a name, so that local requests to 127.0.0.1 are not taken for public ones. */
export async function sshTunnelApp(options: RunningAppOptions = {}): Promise<SshTunnelApp> {
  const sshd = await startSshd()
  const running = await runningApp(options)
  const publicPort = await freePort()
  await openSsh(running, sshd, publicPort)
  return {
    running,
    sshd,
    publicPort,
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]()
      await sshd[Symbol.asyncDispose]()
    }
  }
}

async function openSsh(running: RunningApp, { port, user, identityFile }: Sshd, remotePort: number): Promise<void> {
  const { client } = running
  const open = () =>
    client.tunnel.open({
      driver: 'ssh',
      options: { host: '127.0.0.1', port, user, identityFile, remotePort, url: 'http://hooks.localhost:{port}' }
    })
  const failed = running.nextChange('tunnel.changed', ({ tunnel }) => tunnel.state === 'failed')
  await open()
  const { hostKey } = (await failed).tunnel.reason ?? {}
  if (hostKey === undefined) throw new Error('sshd showed no key')
  await client.tunnel.acceptHostKey(hostKey)
  const proven = running.nextChange('tunnel.changed', ({ tunnel }) => tunnel.state === 'online')
  await open()
  await proven
}

/** A request as text, with `Host: localhost` where nothing else is said: what a caller does who wants to pass as local. */
export function requestText(method: string, path: string, { headers = [], body = '' }: { headers?: string[]; body?: string } = {}): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  const host = headers.some((line) => /^host:/i.test(line)) ? [] : ['Host: localhost']
  return [`${method} ${path} HTTP/1.1`, ...host, ...headers, ...length, '', body].join('\r\n')
}

/** Its status; nothing when there was no answer. */
export async function statusOf(port: number, ...request: Parameters<typeof requestText>): Promise<number | undefined> {
  return (await exchangeRaw(port, requestText(...request), { timeoutMs: 15_000 })).status
}

/** One answer off a connection that stays open; answers of this product have a length. */
export async function nextAnswer(socket: Socket): Promise<string> {
  let text = ''
  while (!isWhole(text)) {
    // A socket's data without an encoding are buffers.
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    text += chunk.toString('latin1')
  }
  return text
}
