import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { request } from 'undici'
import { expect, test } from 'vitest'
import { runningApp } from '../helpers/running-app.ts'
import { canMountTinyDisk, tinyDisk } from '../helpers/tiny-disk.ts'

const canMount = await canMountTinyDisk()

test.skipIf(!canMount)(
  'on a full disk (a mounted tmpfs) providers get 503, the interface says why, and it goes on by itself when there is room',
  { timeout: 90_000 },
  async () => {
    await using disk = await tinyDisk(12)
    if (disk === undefined) throw new Error('nothing could be mounted')
    const ballast = join(disk.path, 'ballast')
    await writeFile(ballast, new Uint8Array(6_000_000))
    await using app = await runningApp({ folder: disk.path })
    const body = JSON.stringify({ event: 'big', data: 'x'.repeat(50_000) })
    const post = async () => {
      const answer = await request(`${app.url}/webhook`, { method: 'POST', body })
      return { status: answer.statusCode, retryAfter: answer.headers['retry-after'], text: await answer.body.text() }
    }
    const told = app.nextChange('problems.changed', (change) => change.items.length > 0)
    const answers = []
    while (answers.filter((answer) => answer.status === 503).length < 3 && answers.length < 400) answers.push(await post())
    const taken = answers.filter((answer) => answer.status === 200).length
    expect(taken).toBeGreaterThan(0)
    expect(answers.at(-1)).toEqual({ status: 503, retryAfter: '5', text: '{"error":"Delivery could not be stored"}' })
    expect((await told).items).toMatchObject([{ code: 'store_failing' }])
    expect((await app.client.status()).problems).toMatchObject([{ code: 'store_failing' }])
    // Reading goes on, and what was answered 200 is there, no more and no less.
    expect((await app.client.status()).counts.deliveries).toBe(taken)

    const settled = app.nextChange('problems.changed', (change) => change.items.length === 0)
    await rm(ballast)
    await settled
    expect((await post()).status).toBe(200)
    expect((await app.client.status()).counts.deliveries).toBe(taken + 1)
  }
)
