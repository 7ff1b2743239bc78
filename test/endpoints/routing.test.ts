import { expect, test } from 'vitest'
import { isUnder, normalisePath, pathOf } from '../../electron/core/endpoints/routing.ts'

test.each([
  ['/webhook', '/webhook', true],
  ['/webhook', '/webhook/', true],
  ['/webhook', '/webhook/a/b', true],
  ['/webhook', '/webhooks', false],
  ['/webhook', '/Webhook', false],
  ['/', '/anything', true],
  ['/a/b', '/a', false]
])('%s takes %s: %s', (endpointPath, requestPath, expected) => {
  expect(isUnder(endpointPath, requestPath)).toBe(expected)
})

test.each([
  ['/webhook?x=1', '/webhook'],
  ['/webhook', '/webhook'],
  ['http://a.example/webhook?x', '/webhook'],
  ['http://a.example', '/'],
  ['*', '*']
])('the path of %s is %s', (url, path) => {
  expect(pathOf(url)).toBe(path)
})

test.each([
  ['webhook', '/webhook'],
  ['/webhook/', '/webhook'],
  ['//a//b/', '/a/b'],
  ['/a?b', '/a'],
  ['/', '/']
])('%s is kept as %s', (path, kept) => {
  expect(normalisePath(path)).toBe(kept)
})
