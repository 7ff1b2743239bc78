import { expect, test } from 'vitest'
import { suggestFilters } from '../../renderer/features/deliveries/filter-suggestions.ts'
import { termsOf, valueOf, withValue } from '../../renderer/features/deliveries/filter-text.ts'
import { sampleDelivery } from './sample-delivery.ts'

test('terms are parted by spaces, but not inside quotes', () => {
  expect(termsOf('type:invoice.* body:"two words" "loose one" since:10m')).toEqual([
    'type:invoice.*',
    'body:"two words"',
    '"loose one"',
    'since:10m'
  ])
})

test('a value is put in, found again and taken away, whatever it is made of', () => {
  for (const name of ['webhook', 'my hook', 'say "hi"', 'back\\slash']) {
    const q = withValue('verdict:failed endpoint:old', 'endpoint', name)
    expect(valueOf(q, 'endpoint')).toBe(name)
    expect(withValue(q, 'endpoint', undefined)).toBe('verdict:failed')
  }
})

test('fields are offered first, then the values that were really seen, the most frequent first', () => {
  const recent = [sampleDelivery(3, { eventType: 'b' }), sampleDelivery(2, { eventType: 'a' }), sampleDelivery(1, { eventType: 'a' })]
  expect(suggestFilters('ver', recent).map(({ value }) => value)).toEqual(['verdict:failed'])
  expect(suggestFilters('method:post type:', recent).map(({ value }) => value)).toEqual(['method:post type:a', 'method:post type:b'])
  expect(suggestFilters('is:st', recent).map(({ value }) => value)).toEqual(['is:starred'])
})
