import { expect, test } from 'vitest'
import { startControlServer, type ControlServer } from '../../electron/host/control-server.ts'
import { silentLog } from '../../electron/core/log.ts'

test('a taken port that nobody asked for gives way to the next free one, and says so', async () => {
  await using first = disposable(await start(0, false))
  expect(first.notice).toBeUndefined()
  await using second = disposable(await start(first.port, false))
  expect(second.port).toBeGreaterThan(first.port)
  expect(second.notice).toBe(`The control port ${first.port} is taken, so ${second.port} is used.`)
})

test('a taken port that was asked for is an error that says what to do', async () => {
  await using first = disposable(await start(0, false))
  await expect(start(first.port, true)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/taken by another program.*--control-port/)
  })
})

test('two runs have two tokens', async () => {
  await using first = disposable(await start(0, false))
  await using second = disposable(await start(0, false))
  expect(first.token).toMatch(/^[\w-]{43}$/)
  expect(second.token).not.toBe(first.token)
})

function start(port: number, fixedPort: boolean): Promise<ControlServer> {
  const app = { router: {}, deliveryBody: () => Promise.reject(new Error('not asked for')) }
  return startControlServer({ app, port, fixedPort, rendererFolder: '/nowhere', version: '0.0.0', log: silentLog })
}

function disposable(server: ControlServer): ControlServer & AsyncDisposable {
  return { ...server, [Symbol.asyncDispose]: () => server.close() }
}
