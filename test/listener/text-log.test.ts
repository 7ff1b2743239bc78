import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import { formatLine, TextLog } from '../../electron/core/listener/text-log.ts'
import { silentLog } from '../../electron/core/log.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const line = { at: Date.UTC(2026, 0, 2, 3, 4, 5, 6), endpoint: 'webhook', verdict: 'verified', status: 200, eventType: 'invoice.paid' }

test('a line has time, endpoint, verdict, status and type', () => {
  expect(formatLine(line)).toBe('2026-01-02T03:04:05.006Z webhook verified 200 invoice.paid')
})

test('what a sender wrote can neither forge a line nor steer a terminal', () => {
  const text = formatLine({ ...line, eventType: 'a\n2026 fake\u001b[31m\u202e', status: undefined })
  expect(text).toBe('2026-01-02T03:04:05.006Z webhook verified - a_2026_fake_[31m_')
})

test('a body is written only when given, as one JSON text', () => {
  expect(formatLine({ ...line, body: new TextEncoder().encode('{"a":\n1}') })).toMatch(/ "\{\\"a\\":\\n1\}"$/)
})

test('the file is rotated by size and three old ones are kept', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'webhook.log')
  for (const round of [1, 2, 3, 4, 5]) {
    await writeFile(file, 'x'.repeat(10 * 1024 * 1024 + 1))
    const log = new TextLog(folder.path, systemClock, silentLog)
    log.append({ ...line, endpoint: `round${round}` })
    await log.flush()
    expect(await readFile(file, 'utf8')).toContain(`round${round}`)
  }
  expect((await readdir(folder.path)).sort()).toEqual(['webhook.log', 'webhook.log.1', 'webhook.log.2', 'webhook.log.3'])
})

test('a log that cannot be written is reported and throws nothing', async () => {
  const events: string[] = []
  const log = new TextLog('/nonexistent/folder', systemClock, { ...silentLog, warn: (event) => events.push(event) })
  log.append(line)
  await log.flush()
  expect(events).toEqual(['text_log.write_failed'])
})
