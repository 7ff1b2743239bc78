import { assert as assertProperty, constantFrom, jsonValue, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesGlob } from '../../electron/core/matching/glob.ts'
import { matchesHeader } from '../../electron/core/matching/header.ts'
import { jsonText, parseJsonPath, readJsonPath } from '../../electron/core/matching/json-path.ts'
import { matches } from '../../electron/core/matching/match.ts'

describe('globs', () => {
  test.each([
    ['invoice.paid', 'invoice.paid', true],
    ['invoice.paid', 'invoice.paid2', false],
    ['invoice.*', 'invoice.paid', true],
    ['invoice.*', 'invoice.', true],
    ['invoice.*', 'invoice', false],
    ['*.paid', 'invoice.paid', true],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['ab*b', 'ab', false],
    ['**', 'anything', true],
    ['a.b', 'axb', false],
    ['Invoice.*', 'invoice.paid', false]
  ])('%j against %j is %j', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected)
  })

  test('agrees with the regular expression that it stands for', () => {
    const letters = string({ unit: constantFrom('a', 'b', '.', '*'), maxLength: 8 })
    const text = string({ unit: constantFrom('a', 'b', '.'), maxLength: 12 })
    assertProperty(
      property(letters, text, (pattern, value) => {
        const source = pattern.split('*').map((part) => part.replaceAll('.', '\\.'))
        expect(matchesGlob(pattern, value)).toBe(new RegExp(`^${source.join('.*')}$`).test(value))
      })
    )
  })

  test('a pattern made to make matchers go back does not', () => {
    expect(matchesGlob(`${'a*'.repeat(120)}b`, 'a'.repeat(1_000_000))).toBe(false)
  })
})

describe('JSON paths', () => {
  const value = JSON.parse('{"data":{"items":[{"id":"x"},7],"a.b":{"c d":null}},"__proto__":{"own":1},"n":0}') as unknown

  test.each([
    ['data.items[0].id', 'x'],
    ['data.items.0.id', 'x'],
    ['$.data.items[1]', 7],
    ['data["a.b"]["c d"]', null],
    ["data['a.b']", { 'c d': null }],
    ['n', 0],
    ['$', value],
    ['', value],
    ['__proto__.own', 1]
  ])('%j is found', (path, expected) => {
    expect(readJsonPath(value, path)).toEqual(expected)
  })

  test.each([
    'data.items[2]',
    'data.items[-1]',
    'data.items.length',
    'data.constructor',
    'toString',
    'data.__proto__',
    'n.x',
    'data.items[0].id[0]',
    'data.items.00'
  ])('%j leads nowhere', (path) => {
    expect(readJsonPath(value, path)).toBeUndefined()
  })

  test.each(['a..b', 'a[', 'a[x]', 'a.', '$a', 'a]', '[a]', 'a["b]'])('%j is no path', (path) => {
    expect(parseJsonPath(path)).toBeUndefined()
  })

  test('any text is a path that reads or does not, never a crash', () => {
    assertProperty(
      property(string(), jsonValue(), (path, json) => {
        expect(() => readJsonPath(json, path)).not.toThrow()
      })
    )
  })

  test('text of values', () => {
    expect([jsonText('a'), jsonText(1.5), jsonText(null), jsonText(true), jsonText([1])]).toEqual(['a', '1.5', 'null', 'true', '[1]'])
  })
})

test('a header is found whatever its case, by one of its lines', () => {
  const headers: [string, string][] = [['X-Kind', 'one'], ['x-kind', ' two ']] // prettier-ignore
  expect(matchesHeader(headers, { name: 'X-KIND' })).toBe(true)
  expect(matchesHeader(headers, { name: 'x-kind', value: 'two' })).toBe(true)
  expect(matchesHeader(headers, { name: 'x-kind', value: 't*' })).toBe(true)
  expect(matchesHeader(headers, { name: 'x-kind', value: 'TWO' })).toBe(false)
  expect(matchesHeader(headers, { name: 'x-other' })).toBe(false)
})

describe('a match', () => {
  const subject = {
    method: 'POST',
    headers: [['X-Kind', 'one']] as [string, string][],
    body: Buffer.from('{"data":{"amount":5}}'),
    eventType: 'invoice.paid'
  }

  test('holds when each of its fields does', () => {
    expect(matches({}, subject)).toBe(true)
    expect(
      matches(
        { method: 'post', eventType: 'invoice.*', header: { name: 'x-kind', value: 'one' }, jsonPath: 'data.amount', equals: '5' },
        subject
      )
    ).toBe(true)
  })

  test.each([
    [{ method: 'PUT' }],
    [{ eventType: 'charge.*' }],
    [{ header: { name: 'x-other' } }],
    [{ jsonPath: 'data.missing' }],
    [{ jsonPath: 'data.amount', equals: '6' }]
  ])('fails when %j does', (match) => {
    expect(matches({ eventType: '*', ...match }, subject)).toBe(false)
  })

  test('on the event type fails for a delivery without one', () => {
    const { eventType: _none, ...untyped } = subject
    expect(matches({ eventType: '*' }, untyped)).toBe(false)
  })

  test('on a path fails for a body that is not JSON, and stands a 10,000-deep one', () => {
    expect(matches({ jsonPath: 'a' }, { ...subject, body: Buffer.from('a=1') })).toBe(false)
    const deep = Buffer.from('[0,'.repeat(10_000) + '1' + ']'.repeat(10_000))
    expect(matches({ jsonPath: '[1][1][0]', equals: '0' }, { ...subject, body: deep })).toBe(true)
  })
})
