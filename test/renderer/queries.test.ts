/** Changes against reads that are under way: whichever ends last, the page shows the newer value. */
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { Problem, Tunnel } from '../../electron/contract/index.ts'
import { applyChange, keys } from '../../renderer/lib/queries.ts'

function tunnelIn(state: Tunnel['state']): Tunnel {
  return { state, driver: 'manual', options: {}, urlChanges: 0, log: [] }
}

/** A read that ends when it is told to, and what a screen that shows it would hold then. */
function startRead(cache: QueryClient, queryKey: readonly string[]) {
  const answer = Promise.withResolvers<unknown>()
  const read = cache.fetchQuery({ queryKey, queryFn: () => answer.promise }).catch(() => undefined)
  return {
    async endWith(value: unknown): Promise<unknown> {
      answer.resolve(value)
      await read
      return cache.getQueryData(queryKey)
    }
  }
}

test('a first read that is older than a change does not put the old state back', async () => {
  const cache = new QueryClient()
  const read = startRead(cache, keys.tunnel)
  applyChange(cache, { type: 'tunnel.changed', tunnel: tunnelIn('online') })
  expect(await read.endWith(tunnelIn('checking'))).toEqual(tunnelIn('online'))
})

test('neither does one that renews what is shown', async () => {
  const cache = new QueryClient()
  cache.setQueryData(keys.tunnel, tunnelIn('opening'))
  const read = startRead(cache, keys.tunnel)
  applyChange(cache, { type: 'tunnel.changed', tunnel: tunnelIn('online') })
  expect(await read.endWith(tunnelIn('checking'))).toEqual(tunnelIn('online'))
})

test('a problem that is told before the status was read stands in it', async () => {
  const cache = new QueryClient()
  const read = startRead(cache, keys.status)
  const problem: Problem = { code: 'disk_full', message: 'The disk is full.', remedy: 'Make room.', since: 1 }
  applyChange(cache, { type: 'problems.changed', items: [problem] })
  await read.endWith({ version: '1.0.0', problems: [] })
  expect(cache.getQueryData(keys.status)).toEqual({ version: '1.0.0', problems: [problem] })
})

test('and one that is told later takes the place of those before', async () => {
  const cache = new QueryClient()
  cache.setQueryData(keys.status, { version: '1.0.0', problems: [] })
  const read = startRead(cache, keys.status)
  applyChange(cache, { type: 'problems.changed', items: [] })
  const gone: Problem = { code: 'old', message: 'Old.', remedy: 'None.', since: 1 }
  expect(await read.endWith({ version: '1.0.0', problems: [gone] })).toEqual({ version: '1.0.0', problems: [] })
})
