/** The bound on the young heap, in a process of its own: what it changes holds for all that runs in one. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const file = fileURLToPath(new URL('../../electron/host/young-heap.ts', import.meta.url))

/** Survivors of short collections make V8 grow the young space as far as it may. */
const churn = `
  const v8 = await import('node:v8')
  const ring = new Array(20_000).fill(0)
  for (let turn = 0; turn < 300; turn += 1) {
    for (let index = 0; index < 40_000; index += 1) ring[index % ring.length] = { index, more: [index] }
    await new Promise((resolve) => setImmediate(resolve))
  }
  console.log(v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size)
`

async function youngBytes(before: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `${before}\n${churn}`])
  return Number(stdout)
}

test('the young heap stops growing under load that makes it grow else', { timeout: 120_000 }, async () => {
  const unbounded = await youngBytes('')
  const bounded = await youngBytes(`import { boundYoungHeap } from ${JSON.stringify(file)}\nboundYoungHeap()`)
  expect(bounded).toBeLessThan(unbounded)
  expect(bounded).toBeLessThanOrEqual(32 * 1024 * 1024)
  expect(bounded).toBeGreaterThanOrEqual(8 * 1024 * 1024)
})
