import { once } from 'node:events'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { openTestStore } from './make-delivery.ts'
import { startFlood } from './flood-process.ts'

test('a second opening of a folder is refused, naming the folder and the process that has it', async () => {
  await using opened = await openTestStore()
  await expect(openTestStore({ dataFolder: opened.folder })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(new RegExp(`${opened.folder}.*process ${process.pid}\\b`)) as string
  })
  expect(await opened.store.counts()).toMatchObject({ deliveries: 0 })
})

test('another process is refused while one has the folder, and let in when that one was killed', async () => {
  await using folder = await temporaryFolder()
  await using flood = startFlood(folder.path)
  await flood.stored(1)
  await expect(openTestStore({ dataFolder: folder.path })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(`process ${flood.process.pid}`) as string
  })
  const ended = once(flood.process, 'exit')
  flood.process.kill('SIGKILL')
  await ended
  await using opened = await openTestStore({ dataFolder: folder.path })
  expect((await opened.store.counts()).deliveries).toBeGreaterThan(0)
})

test('a closed store leaves the folder to the next', async () => {
  await using first = await openTestStore()
  await first.store.close()
  await using second = await openTestStore({ dataFolder: first.folder })
  expect(await second.store.counts()).toMatchObject({ deliveries: 0 })
})

test('a data folder that is a file is refused by name', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'data')
  await writeFile(file, 'not a folder')
  await expect(openTestStore({ dataFolder: file })).rejects.toMatchObject({
    code: 'STORE_FAILED',
    message: expect.stringContaining(file) as string
  })
})

// The superuser may write anywhere.
test.skipIf(process.getuid?.() === 0)('a data folder that may not be written is refused by name', async () => {
  await using folder = await temporaryFolder()
  await chmod(folder.path, 0o500)
  await expect(openTestStore({ dataFolder: folder.path })).rejects.toMatchObject({
    code: 'STORE_FAILED',
    message: expect.stringContaining(folder.path) as string
  })
  await chmod(folder.path, 0o700)
})

test('a folder on a file system without room or right to write is refused by name', async () => {
  await expect(openTestStore({ dataFolder: '/proc/hooklab' })).rejects.toMatchObject({
    code: 'STORE_FAILED',
    message: expect.stringContaining('/proc/hooklab') as string
  })
})
