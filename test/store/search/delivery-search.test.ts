import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Delivery } from '../../../electron/core/deliveries/delivery.ts'
import { openForReading, storeFileName } from '../../../electron/core/store/database.ts'
import { deliveryId, deliveryKey } from '../../../electron/core/store/delivery-id.ts'
import { createReads } from '../../../electron/core/store/reads.ts'
import { searchDeliveries, type SearchSources } from '../../../electron/core/store/search/delivery-search.ts'
import { parseFilter } from '../../../electron/core/store/search/filter.ts'
import { indexNextRows, sweepIndex } from '../../../electron/core/store/search/indexer.ts'
import { openSearchIndex } from '../../../electron/core/store/search/search-index.ts'
import { planSearch } from '../../../electron/core/store/search/search-plan.ts'
import { temporaryFolder, type TemporaryFolder } from '../../helpers/temporary-folder.ts'
import { insertAll, makeDelivery, openTestStore, utf8 } from '../make-delivery.ts'

const now = Date.UTC(2026, 10, 23, 12)

/** Filler on both sides makes the rows that matter neither the newest nor many, so that the index is asked for them. */
const filler = 2600

const special: Readonly<Record<string, Partial<Delivery>>> = {
  json: {
    eventType: 'invoice.paid',
    eventId: 'evt_1NzX',
    provider: 'stripe',
    body: utf8('{"customer":"cus_1AbC","name":"J\\u00f6rg","note":"first\\nsecond","amount":4200}')
  },
  headers: { headers: [['X-Foo', 'Bar baz'], ['X-Foo', 'qux'], ['User-Agent', 'Hook-Sender/2.0']] }, // prettier-ignore
  url: { url: '/webhook/v2/orders?shop=caf%C3%A9+noir&page=2', endpointId: 'ep_shop' },
  form: { headers: [['content-type', 'application/x-www-form-urlencoded']], body: utf8('email=jenny%40example.com&city=S%C3%A3o+Paulo') },
  zipped: { headers: [['Content-Encoding', 'gzip']], body: gzipSync(utf8('{"zipped":"treasure"}')) },
  long: { body: utf8(`{"a":"${'x'.repeat(200_000)}","late":"needle"}`) },
  failed: {
    verdict: { status: 'failed', reason: 'signature_mismatch', detail: 'No.' },
    reply: { status: 403, headers: [], body: utf8('') }
  },
  faulty: { fault: 'delay', reply: { status: 503, headers: [], body: utf8('') }, method: 'PUT' },
  handshake: { handshake: true, viaTunnel: true },
  big: { body: utf8('word '.repeat(20_000)) },
  chinese: { body: utf8('{"message":"支付成功了"}') },
  old: { firstByteAt: now - 7_200_000 }
}

let folder: TemporaryFolder
let sources: SearchSources
const ids: Record<string, string> = {}

beforeAll(async () => {
  folder = await temporaryFolder()
  await using opened = await openTestStore({ dataFolder: folder.path })
  const { store } = opened
  const common = (index: number): Partial<Delivery> => ({
    firstByteAt: now - 3_600_000 + index,
    eventType: 'ping.sent',
    eventId: `evt_filler_${index}`,
    body: utf8(`{"number":${index}}`)
  })
  const fill = (): Promise<unknown> =>
    insertAll(
      store,
      Array.from({ length: filler }, (_, index) => common(index))
    )
  await store.putEndpoint({ id: 'ep_shop', name: 'My Shop', path: '/', scheme: 'generic', schemeOptions: {}, onInvalid: 'reject', requireJson: false, toleranceSeconds: 300, response: { status: 200, headers: [], body: '' }, answerHandshakes: true, enabled: true, createdAt: 1 }) // prettier-ignore
  await fill()
  for (const [name, fields] of Object.entries(special)) {
    const delivery = makeDelivery(store, { firstByteAt: now, ...fields })
    ids[name] = delivery.id
    await store.insertDelivery(delivery)
  }
  const { endpointId: _none, ...unrouted } = makeDelivery(store, { firstByteAt: now })
  await store.insertDelivery(unrouted)
  const again = makeDelivery(store, { firstByteAt: now, eventId: 'evt_1NzX' })
  await store.insertDelivery(again)
  const { reply: _no, ...held } = makeDelivery(store, { firstByteAt: now })
  await store.insertDelivery(held)
  Object.assign(ids, { unrouted: unrouted.id, again: again.id, held: held.id })
  await store.updateDelivery(ids['json'] ?? '', { starred: true, attempts: 1, lastOutcome: { kind: 'responded', status: 502 } })
  await store.updateDelivery(ids['url'] ?? '', { attempts: 1, lastOutcome: { kind: 'refused', detail: 'no' } })
  await fill()
  await store.close()
  const database = openForReading(join(folder.path, storeFileName))
  sources = { database, reads: createReads(database) }
}, 120_000)

afterAll(async () => {
  sources.index?.close()
  sources.database.close()
  await folder[Symbol.asyncDispose]()
})

async function search(from: SearchSources, q: string, limit = 100_000): Promise<string[]> {
  const plan = planSearch(parseFilter(q, now), { endpointIdsNamed: from.reads.endpointIdsNamed, deliveryKey })
  const { rows, stoppedAt } = await searchDeliveries(from, plan, {
    before: Number.MAX_SAFE_INTEGER,
    limit,
    budgetMs: Number.MAX_SAFE_INTEGER
  })
  expect(stoppedAt).toBeUndefined()
  return rows.map((row) => deliveryId(row.id))
}

const named = (found: readonly string[]): string[] => found.map((id) => Object.entries(ids).find(([, known]) => known === id)?.[0] ?? 'filler').toSorted() // prettier-ignore

const queries: readonly [string, readonly string[]][] = [
  ['type:invoice.*', ['json']],
  ['type:*.paid', ['json']],
  ['type:*paid', ['json']],
  ['type:INVOICE.paid', ['json']],
  ['event:evt_1NzX', ['again', 'json']],
  ['event:evt_1nzx', []],
  ['is:redelivery event:evt_1NzX', ['again']],
  ['provider:stripe', ['json']],
  ['body:"cus_1"', ['json']],
  ['body:CUS_1abc', ['json']],
  ['body:us_1AbC', []],
  ['body:jörg', ['json']],
  ['body:second', ['json']],
  ['body:"amount: 42"', ['json']],
  ['cus_1 invoice', ['json']],
  ['evt_1NzX type:invoice.*', ['json']],
  ['header.x-foo:bar', ['headers']],
  ['header.X-FOO:qux', ['headers']],
  ['header.x-foo:"bar baz"', ['headers']],
  ['header.x-foo:az', []],
  ['header.x-foo:', ['headers']],
  ['header.user-agent:hook', ['headers']],
  ['header.user-agent:bar', []],
  ['path:/webhook/v2/*', ['url']],
  ['path:/webhook/v2/orders', ['url']],
  ['path:*orders', ['url']],
  ['path:*ORDER*', ['url']],
  ['path:/webhook/v2/orders?shop*', []],
  ['url:"café noir"', ['url']],
  ['endpoint:"my shop"', ['url']],
  ['endpoint:ep_shop', ['url']],
  ['body:jenny@example.com', ['form']],
  ['body:"são paulo"', ['form']],
  ['body:treasure', ['zipped']],
  ['needle', ['long']],
  ['支付', ['chinese']],
  ['成功', ['chinese']],
  ['verdict:failed', ['failed']],
  ['status:403', ['failed']],
  ['status:4xx', ['failed']],
  ['status:500-599', ['faulty']],
  ['status:none', ['held']],
  ['fault:delay', ['faulty']],
  ['fault:*', ['faulty']],
  ['method:put', ['faulty']],
  ['is:handshake', ['handshake']],
  ['is:tunnel', ['handshake']],
  ['is:unrouted', ['unrouted']],
  ['is:starred', ['json']],
  ['target:5xx', ['json']],
  ['outcome:refused', ['url']],
  ['outcome:responded target:502', ['json']],
  ['size:>10kb -size:>=150kb', ['big']],
  ['size:>150kb', ['long']],
  ['until:90m', ['old']],
  ['type:none until:1h -is:starred', ['old']],
  ['since:1m -type:ping.* -is:starred is:tunnel', ['handshake']],
  ['-type:none -type:ping.*', ['json']],
  ['-"number"  -hello -word body:treasure', ['zipped']],
  ['header.x-foo:bar -method:post', []],
  ['zzz_not_there', []]
]

test.each(queries)('%s finds what it says without an index', async (q, expected) => {
  expect(named(await search({ database: sources.database, reads: sources.reads }, q))).toEqual([...expected].toSorted())
})

test('every filter finds the same, in the same order, while the index grows, and by the index alone', async () => {
  const index = openSearchIndex(folder.path, sources.reads.totals().storeId)
  sources = { ...sources, index }
  const unindexed = { database: sources.database, reads: sources.reads }
  const more = [
    'method:post',
    '-verdict:failed',
    'method:post -verdict:unsigned',
    '-status:2xx',
    '-status:200 -status:403',
    '-outcome:refused -is:unrouted target:502',
    '-target:5xx outcome:*',
    '-status:300-450',
    'hello',
    'number',
    'number type:ping.*',
    'evt_filler_1',
    'number is:redelivery',
    '-number',
    'type:*sent',
    'size:<20'
  ]
  const expected = new Map<string, readonly string[]>()
  for (const q of [...queries.map(([text]) => text), ...more]) expected.set(q, await search(unindexed, q))
  const compare = async (limit?: number): Promise<void> => {
    for (const [q, all] of expected) expect([q, await search(sources, q, limit)]).toEqual([q, all.slice(0, limit)])
  }
  await compare()
  for (let step = 0; step < 21; step++) indexNextRows(sources.database, sources.reads, index)
  expect(index.indexedSeq()).toBeGreaterThan(0)
  await compare()
  while (indexNextRows(sources.database, sources.reads, index)) expect(index.indexedSeq()).toBeLessThanOrEqual(10_000)
  await compare()
  await compare(3)
}, 120_000)

test('any combination of conditions finds the same with and without the index', async () => {
  const unindexed = { database: sources.database, reads: sources.reads }
  const condition = fc.constantFrom(
    ...queries.flatMap(([q]) => (q.includes(' ') ? [] : [q])),
    'method:post',
    'number',
    'type:ping.*',
    'hello',
    'since:2h'
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.boolean(), condition), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 50 }),
      async (terms, limit) => {
        const q = terms.map(([negated, term]) => (negated ? `-${term}` : term)).join(' ')
        expect(await search(sources, q, limit)).toEqual(await search(unindexed, q, limit))
      }
    ),
    { numRuns: 60 }
  )
}, 120_000)

test('the index drops what the store has no longer', () => {
  const { index, database } = sources
  if (index === undefined) throw new Error('there is no index')
  index.add([{ key: 5, facets: 'verdict_failed', url: '', names: 'ghost', headers: '', body: '' }], index.indexedSeq())
  expect([...index.keys('names : ghost', 10)]).toEqual([5])
  let from: number | undefined = 0
  while (from !== undefined) from = sweepIndex(database, index, from)
  expect([...index.keys('names : ghost', 10)]).toEqual([])
  expect([...index.keys('names : invoice', Number.MAX_SAFE_INTEGER)]).toHaveLength(1)
})

test('an index of another store is made again, and so is a damaged one', async () => {
  await using own = await temporaryFolder()
  const first = openSearchIndex(own.path, 'store-1')
  first.add([{ key: 1, facets: '', url: '', names: 'word', headers: '', body: '' }], 7)
  first.close()
  const same = openSearchIndex(own.path, 'store-1')
  expect(same.indexedSeq()).toBe(7)
  same.close()
  const other = openSearchIndex(own.path, 'store-2')
  expect(other.indexedSeq()).toBe(0)
  other.close()
  const { writeFile } = await import('node:fs/promises')
  await writeFile(join(own.path, 'search.db'), 'this is no database')
  const again = openSearchIndex(own.path, 'store-2')
  expect(again.indexedSeq()).toBe(0)
  again.close()
})
