/** A control server over a router of four calls: what is tested here is the server, not the product behind it. */
import { eventIterator, os } from '@orpc/server'
import { EventEmitter, once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../electron/core/errors.ts'
import { startControlServer, type ControlServer } from '../../electron/host/control-server.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

export const page = '<!doctype html><title>Hooklab</title>'
export const script = `console.log(${JSON.stringify('x'.repeat(4096))})`

export interface SmallControlServer extends AsyncDisposable {
  readonly server: ControlServer
  readonly rendererFolder: string
  /** Says `started` and `ended` of each stream of changes. */
  readonly streams: EventEmitter
  /** What was logged as failed. */
  readonly logged: readonly string[]
}

export async function startSmallControlServer(token?: string): Promise<SmallControlServer> {
  const folder = await temporaryFolder()
  await mkdir(join(folder.path, 'assets'))
  await writeFile(join(folder.path, 'index.html'), page)
  await writeFile(join(folder.path, 'assets', 'index-Ab12.js'), script)
  await writeFile(join(folder.path, 'secret.txt'), 'not a type that is served')
  const streams = new EventEmitter()
  const logged: string[] = []
  const server = await startControlServer({
    app: {
      router: createRouter(streams),
      deliveryBody: async (id) => {
        if (id !== 'known') throw new AppError('NOT_FOUND', `There is no delivery ${id}.`)
        return Uint8Array.of(0, 255, 10, 13)
      }
    },
    port: 0,
    fixedPort: false,
    rendererFolder: folder.path,
    version: '1.2.3',
    log: { info() {}, warn() {}, error: (event, fields) => void logged.push(`${event} ${JSON.stringify(fields)}`) },
    ...(token === undefined ? {} : { token })
  })
  return {
    server,
    rendererFolder: folder.path,
    streams,
    logged,
    async [Symbol.asyncDispose]() {
      await server.close()
      await folder[Symbol.asyncDispose]()
    }
  }
}

function createRouter(streams: EventEmitter) {
  const noted = z.object({ note: z.string().min(1), count: z.coerce.number().int().min(1).default(1) })
  return {
    read: os.route({ method: 'GET', path: '/notes' }).handler(() => ({ note: 'read' })),
    write: os
      .route({ method: 'POST', path: '/notes' })
      .input(noted)
      .handler(({ input }) => input),
    remove: os
      .route({ method: 'DELETE', path: '/notes' })
      .input(z.object({ q: z.string().optional() }))
      .handler(({ input }) => ({ removed: input.q ?? 'everything' })),
    fail: os
      .route({ method: 'POST', path: '/fail' })
      .input(z.object({ how: z.enum(['known', 'inside']) }))
      .handler(({ input }) => {
        if (input.how === 'known') throw new AppError('CONFLICT', 'It is taken. Choose another one.')
        throw new Error('postgres://user:hunter2@inside')
      }),
    changes: os
      .route({ method: 'GET', path: '/changes' })
      .output(eventIterator(z.object({ number: z.number() })))
      .handler(async function* ({ signal }) {
        streams.emit('started')
        try {
          for (let number = 1; ; number++) {
            yield { number }
            await once(streams, 'next', signal === undefined ? {} : { signal })
          }
        } finally {
          streams.emit('ended')
        }
      })
  }
}
