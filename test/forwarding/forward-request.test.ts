import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { applyHeaderRules, buildForwardRequest } from '../../electron/core/forwarding/forward-request.ts'
import { buildTargetUrl } from '../../electron/core/forwarding/target-url.ts'
import { makeTarget } from '../helpers/make-target.ts'

describe('the URL at the target', () => {
  test.each([
    ['replace', 'http://localhost:3000/hook', '/webhook/a', 'http://localhost:3000/hook'],
    ['replace', 'http://localhost:3000', '/webhook', 'http://localhost:3000/'],
    ['replace', 'http://localhost:3000/hook', '/webhook?a=1&b', 'http://localhost:3000/hook?a=1&b'],
    ['replace', 'http://localhost:3000/hook?x=%20', '/webhook?a=1', 'http://localhost:3000/hook?x=%20&a=1'],
    ['append', 'http://localhost:3000/hook', '/webhook', 'http://localhost:3000/hook'],
    ['append', 'http://localhost:3000/hook', '/webhook/', 'http://localhost:3000/hook/'],
    ['append', 'http://localhost:3000/hook/', '/webhook/a/b?c', 'http://localhost:3000/hook/a/b?c'],
    ['append', 'http://localhost:3000', '/webhook/a', 'http://localhost:3000/a'],
    ['append', 'http://localhost:3000/', '/webhook', 'http://localhost:3000/'],
    ['append', 'http://localhost:3000/h', '/webhook/a%2fb//c;d="e"\u00e9', 'http://localhost:3000/h/a%2fb//c;d="e"\u00e9'],
    ['append', 'http://localhost:3000/h', 'http://public.example/webhook/a?q', 'http://localhost:3000/h/a?q'],
    ['append', 'http://localhost:3000/h', '/webhook/a#b?c#d', 'http://localhost:3000/h/a%23b?c%23d']
  ] as const)('%s %s with %s is %s', (pathMode, url, deliveryUrl, expected) => {
    expect(buildTargetUrl({ url, pathMode }, deliveryUrl, '/webhook')).toBe(expected)
  })

  test('an endpoint at the root appends the whole path', () => {
    expect(buildTargetUrl({ url: 'http://localhost:3000/h', pathMode: 'append' }, '/a/b?c', '/')).toBe('http://localhost:3000/h/a/b?c')
  })

  test('a delivery from before the endpoint’s path was changed appends all of its path', () => {
    expect(buildTargetUrl({ url: 'http://localhost:3000/h', pathMode: 'append' }, '/old/a', '/webhook')).toBe(
      'http://localhost:3000/h/old/a'
    )
  })

  test.each([
    '/webhook/../admin',
    '/webhook/a/../../x',
    '/webhook/%2e%2e/admin',
    '/webhook/.%2E/x',
    '/webhook/..%2fadmin',
    '/webhook/a\\..\\b',
    '/webhook/..'
  ])('%s would climb out of the target’s path and is refused', (deliveryUrl) => {
    expect(() => buildTargetUrl({ url: 'http://localhost:3000/hooks', pathMode: 'append' }, deliveryUrl, '/webhook')).toThrow(
      expect.objectContaining({ code: 'UNPROCESSABLE' })
    )
    expect(buildTargetUrl({ url: 'http://localhost:3000/hooks', pathMode: 'replace' }, deliveryUrl, '/webhook')).toBe(
      'http://localhost:3000/hooks'
    )
  })

  test('dots that are no step up are let through', () => {
    expect(buildTargetUrl({ url: 'http://localhost:3000', pathMode: 'append' }, '/webhook/a..b/...', '/webhook')).toBe(
      'http://localhost:3000/a..b/...'
    )
  })
})

describe('header rules', () => {
  const headers: HeaderPair[] = [
    ['A', '1'],
    ['b', '2'],
    ['a', '3'],
    ['C', '4']
  ]

  test('none leave everything as it is', () => {
    expect(applyHeaderRules(headers, { setHeaders: [], removeHeaders: [] })).toEqual(headers)
  })

  test('removing takes every line of the name, whatever its case', () => {
    expect(applyHeaderRules(headers, { setHeaders: [], removeHeaders: ['A'] })).toEqual([
      ['b', '2'],
      ['C', '4']
    ])
  })

  test('setting stands where its namesake stood, once; a new one comes last; a set one may repeat', () => {
    const setHeaders: HeaderPair[] = [
      ['New', 'n'],
      ['a', 'x'],
      ['A', 'y']
    ]
    expect(applyHeaderRules(headers, { setHeaders, removeHeaders: [] })).toEqual([
      ['a', 'x'],
      ['A', 'y'],
      ['b', '2'],
      ['C', '4'],
      ['New', 'n']
    ])
  })

  test('what is both removed and set is set', () => {
    expect(applyHeaderRules(headers, { setHeaders: [['B', 'z']], removeHeaders: ['b', 'A', 'c'] })).toEqual([['B', 'z']])
  })

  test('a Host that is set goes in place of the URL’s own', () => {
    const target = makeTarget('http://localhost:3000', { setHeaders: [['Host', 'shop.test']] })
    const delivery = { method: 'POST', url: '/webhook', headers: [['Host', 'public.example']] as HeaderPair[], body: new Uint8Array() }
    expect(buildForwardRequest(target, delivery, '/webhook').host).toBe('shop.test')
  })
})
