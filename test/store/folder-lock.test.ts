import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { canMountTinyDisk, tinyDisk } from '../helpers/tiny-disk.ts'
import { openTestStore } from './make-delivery.ts'
import { startFlood } from './flood-process.ts'

const canMount = await canMountTinyDisk()

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

test.skipIf(!canMount)('a data folder that can not be written (a tmpfs mounted read-only) is refused by name', async () => {
  await using disk = await tinyDisk(1)
  const path = disk?.path ?? ''
  execFileSync('mount', ['-o', 'remount,ro', path])
  for (const dataFolder of [path, join(path, 'data')]) {
    await expect(openTestStore({ dataFolder })).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining(dataFolder) as string
    })
  }
})

test.skipIf(!canMount)('a data folder without room for a store (a tmpfs of 1 MB, filled) is refused by name', async () => {
  await using disk = await tinyDisk(1)
  const path = disk?.path ?? ''
  await writeFile(join(path, 'ballast'), new Uint8Array(1_000_000))
  await expect(openTestStore({ dataFolder: path })).rejects.toMatchObject({
    code: 'STORE_FAILED',
    message: expect.stringContaining(path) as string
  })
})

// Where a file system denies that a parent exists, making folders one in another could go on for ever.
test('a folder where none can be made is refused by name', async () => {
  await expect(openTestStore({ dataFolder: '/proc/hooklab' })).rejects.toMatchObject({
    code: 'STORE_FAILED',
    message: expect.stringContaining('/proc/hooklab') as string
  })
})
