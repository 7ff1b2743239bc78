/** The local server for the interface, the CLI and scripts: loopback only, never reached by the tunnel. */
import type { RequestListener, Server } from 'node:http'
import { bindNear } from '../core/listener/bind.ts'
import { createServer } from '../core/listener/node-http.ts'
import type { Log } from '../core/log.ts'
import { createControlRoutes, type ControlledApp } from './control-routes.ts'
import { createSession, randomToken } from './session.ts'

export interface ControlServerOptions {
  readonly app: ControlledApp
  /** The port to listen on; 0 is any. `fixedPort` means the user gave it: taken is an error, not a reason to move on. */
  readonly port: number
  readonly fixedPort: boolean
  /** The built interface, `out/renderer`. */
  readonly rendererFolder: string
  readonly version: string
  readonly log: Log
  /** A fresh random one when left out. */
  readonly token?: string
}

export interface ControlServer {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  readonly token: string
  /** A sentence when it could not have the port that was wanted. */
  readonly notice?: string
  /** What a person opens: the interface with the token in the fragment, which no server ever sees. */
  readonly interfaceUrl: string
  /** The same with a stand-in that works once, for handing to another program. */
  oneTimeInterfaceUrl(): string
  /** Ends streams and connections at once. */
  close(): Promise<void>
}

/** Errors: rejects with CONFLICT when a fixed port is taken, FORBIDDEN when it needs more rights. */
export async function startControlServer(options: ControlServerOptions): Promise<ControlServer> {
  // The port is part of every check, and known once the server listens; nothing is answered before.
  let answer: RequestListener = (_, response) => void response.writeHead(503).end()
  const make = (): Server => createServer({ keepAliveTimeout: 30_000 }, (request, response) => answer(request, response))
  const { servers, port } = await bindNear({ port: options.port, fixed: options.fixedPort, flag: '--control-port' }, make)
  const moved = options.port !== 0 && port !== options.port
  const session = createSession(options.token ?? randomToken(), port)
  const routes = createControlRoutes({ ...options, own: { port }, session })
  answer = (request, response) => void routes(request, response)
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    port,
    token: session.token,
    ...(moved ? { notice: `The control port ${options.port} is taken, so ${port} is used.` } : {}),
    interfaceUrl: `${url}/#token=${session.token}`,
    oneTimeInterfaceUrl: () => `${url}/#token=${session.issueTicket()}`,
    close: async () => {
      await Promise.all(servers.map(closeServer))
    }
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
