import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrate, migrations, userVersion } from '../../electron/core/store/migrations/migrations.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { listIds, makeDelivery, openTestStore } from './make-delivery.ts'

const shapeOf = (database: DatabaseSync): unknown[] =>
  database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()

test('a fresh store has the latest version', async () => {
  await using opened = await openTestStore()
  await opened.store.close()
  const database = new DatabaseSync(join(opened.folder, 'hooklab.db'))
  expect(userVersion(database)).toBe(migrations.length)
  database.close()
})

test.each(migrations.slice(0, -1).map((_, index) => index + 1))(
  'a file of version %i is brought up with all that is in it',
  async (version) => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'hooklab.db')
    const old = new DatabaseSync(file)
    old.exec('PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL')
    migrate(old, file, version)
    expect(userVersion(old)).toBe(version)
    const at = 1_790_000_000_000
    const insert = old.prepare(
      `INSERT INTO deliveries (id, seq, received_at, endpoint_id, method, url, provider, verdict, handshake, size_bytes, duration_ms, via_tunnel, redelivery)
     VALUES (?, ?, ?, ?, 'POST', '/webhook', 'generic', ?, 0, 2, 1, 0, 0)`
    )
    const capture = old.prepare(
      "INSERT INTO captures (id, http_version, remote_address, last_byte_at, incomplete, headers, log, kept_bytes, body) VALUES (?, '1.1', '127.0.0.1', 0, 0, '[]', '[]', 2, x'7b7d')"
    )
    for (const [index, [endpoint, verdict]] of (
      [
        ['ep_1', 'failed'],
        [null, 'unsigned'],
        ['ep_1', 'verified']
      ] as const
    ).entries()) {
      // prettier-ignore
      insert.run((at + index) * 1024, index + 1, at + index - 60_000, endpoint, verdict)
      capture.run((at + index) * 1024)
    }
    // From version 2 on, whoever writes a row counts it in the same transaction.
    if (version >= 2) old.exec('UPDATE totals SET deliveries = 3, failed = 1, unrouted = 1, ahead_ms = 60000')
    old.prepare('INSERT INTO notes VALUES (?, ?)').run('note:kept', '"yes"')
    old.close()

    await using opened = await openTestStore({ dataFolder: folder.path })
    const { store } = opened
    expect(await store.counts()).toMatchObject({ deliveries: 3, failed: 1, unrouted: 1 })
    expect(await listIds(store)).toHaveLength(3)
    expect(await listIds(store, `until:${at - 30_000} verdict:failed`)).toHaveLength(1)
    expect(await store.getNote('kept')).toBe('yes')
    await store.insertDelivery(makeDelivery(store))
    expect(await store.counts()).toMatchObject({ deliveries: 4 })
    await store.close()

    const fresh = new DatabaseSync(':memory:')
    migrate(fresh, ':memory:')
    const migrated = new DatabaseSync(file)
    expect(shapeOf(migrated)).toEqual(shapeOf(fresh))
    migrated.close()
  }
)

test('a file of a newer Hooklab is refused by name and left as it is', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'hooklab.db')
  const newer = new DatabaseSync(file)
  newer.exec(`CREATE TABLE future (x); PRAGMA user_version = ${migrations.length + 1}`)
  newer.close()
  await expect(openTestStore({ dataFolder: folder.path })).rejects.toMatchObject({
    code: 'STORE_FAILED',
    message: expect.stringContaining('newer Hooklab') as string
  })
  const same = new DatabaseSync(file)
  expect(same.prepare('SELECT count(*) AS count FROM future').get()).toEqual({ count: 0 })
  same.close()
})
