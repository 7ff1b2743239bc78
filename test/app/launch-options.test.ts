/** What the command line and links may ask of the desktop. */
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { deliveryOfLink, readLaunchOptions } from '../../electron/app/launch-options.ts'

test('folder and port are read among switches of the system', () => {
  expect(readLaunchOptions(['electron', '.', '--enable-features=x', '--data', 'here', '--port', '0', 'hooklab://delivery/x'])).toEqual({
    dataFolder: resolve('here'),
    port: 0
  })
  expect(readLaunchOptions(['electron', '--data=/tmp/x', '--port=65535'])).toEqual({ dataFolder: '/tmp/x', port: 65_535 })
})

test.each([[[]], [['--port', '65536']], [['--port', 'http']], [['--port=-1']], [['--data=']], [['--port']]])(
  '%j asks for nothing',
  (args) => {
    expect(readLaunchOptions(['electron', ...args])).toEqual({})
  }
)

test('a link names a delivery by its id and nothing else', () => {
  expect(deliveryOfLink('hooklab://delivery/01JD_x-9')).toBe('01JD_x-9')
})

test.each([
  'hooklab://delivery/',
  'hooklab://delivery/a/b',
  'hooklab://delivery/a?b',
  'hooklab://delivery/%2e%2e',
  `hooklab://delivery/${'a'.repeat(65)}`,
  'hooklab://settings',
  'https://delivery/a',
  'xhooklab://delivery/a'
])('the link %s names none', (link) => {
  expect(deliveryOfLink(link)).toBeUndefined()
})
