import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { catchTheUncaught } from '../../electron/cli/serve/last-resort.ts'

function watched() {
  const source = new EventEmitter()
  const logged: string[] = []
  let ends = 0
  const log = { info() {}, warn() {}, error: (event: string, fields = {}) => void logged.push(`${event} ${JSON.stringify(fields)}`) }
  catchTheUncaught({ log, end: () => (ends += 1), source })
  return { source, logged, ends: () => ends }
}

test('a rejection that nobody handles is told, and the listener goes on', () => {
  const { source, logged, ends } = watched()
  source.emit('unhandledRejection', new Error('one bad delivery'))
  source.emit('unhandledRejection', 'no error at all')
  expect(logged).toEqual([
    expect.stringMatching(/^process\.unhandled_rejection .*one bad delivery/),
    expect.stringContaining('no error at all')
  ])
  expect(ends()).toBe(0)
})

test('an error that nobody catches is told, and the program is ended cleanly', () => {
  const { source, logged, ends } = watched()
  source.emit('uncaughtException', new Error('broken'))
  expect(logged).toEqual([expect.stringMatching(/^process\.uncaught_exception .*broken/)])
  expect(ends()).toBe(1)
})
