/** The reports that are kept: newest first, and never more than there are places. */
import { expect, test } from 'vitest'
import type { CheckReport } from '../../electron/contract/index.ts'
import { KeptReports } from '../../electron/core/checks/kept-reports.ts'
import { report } from './hostile-report.ts'

function notes() {
  const kept = new Map<string, unknown>()
  return {
    kept,
    getNote: (key: string): Promise<unknown> => Promise.resolve(kept.get(key)),
    putNote: (key: string, value: unknown): Promise<void> => {
      kept.set(key, value)
      return Promise.resolve()
    }
  }
}

const at = (startedAt: number): CheckReport => ({ ...report, id: `chk_${startedAt}`, startedAt })

test('the oldest makes room, a report keeps its own place, and a store that is opened again has them all', async () => {
  const store = notes()
  const reports = new KeptReports(store)
  for (let time = 1; time <= 15; time += 1) await reports.put(at(time))
  await reports.put({ ...at(15), state: 'stopped' })
  expect(store.kept.size).toBe(12)
  const again = await new KeptReports(store).list()
  expect(again.map(({ startedAt }) => startedAt)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4])
  expect(again[0]?.state).toBe('stopped')
})

test('a report of another shape is left out, and its place is free', async () => {
  const store = notes()
  store.kept.set('check:0', { id: 'old' })
  const reports = new KeptReports(store)
  await reports.put(at(1))
  expect([...store.kept.keys()]).toEqual(['check:0'])
  expect(await reports.list()).toHaveLength(1)
})
