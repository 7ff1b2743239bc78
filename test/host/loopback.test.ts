import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { AppError } from '../../electron/core/errors.ts'
import { listenOnLoopback } from '../../electron/host/loopback.ts'

const open: Server[] = []
afterEach(() => Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))))

const make = (): Server => {
  const server = createServer()
  open.push(server)
  return server
}

test('a free port is used in both families, without a notice', async () => {
  const { servers, port, notice } = await listenOnLoopback(make, { port: 0, fixed: false, name: 'control' })
  expect(port).toBeGreaterThan(0)
  expect(notice).toBeUndefined()
  expect(servers.map((server) => server.address())).toEqual([
    expect.objectContaining({ address: '127.0.0.1', port }),
    expect.objectContaining({ address: '::1', port })
  ])
})

test('a taken port that nobody asked for gives way to the next free one, and says so', async () => {
  const { port: taken } = await listenOnLoopback(make, { port: 0, fixed: false, name: 'control' })
  const { port, notice } = await listenOnLoopback(make, { port: taken, fixed: false, name: 'control' })
  expect(port).toBeGreaterThan(taken)
  expect(notice).toBe(`The control port ${taken} is taken, so ${port} is used.`)
})

test('a taken port that was asked for is an error that says why and what to do', async () => {
  const { port } = await listenOnLoopback(make, { port: 0, fixed: false, name: 'control' })
  const failure = await listenOnLoopback(make, { port, fixed: true, name: 'control' }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AppError)
  expect(failure).toMatchObject({
    code: 'CONFLICT',
    message: `The control port ${port} cannot be used: another program has it. Choose another one, or 0 for any.`
  })
})
