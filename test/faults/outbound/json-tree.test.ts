/** JSON as a tree of its own words, and every fault on bodies of any kind. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mapObjects, readJson, writeJson } from '../../../electron/core/faults/outbound/json-tree.ts'
import { defaultFaultSizes } from '../../../electron/core/faults/outbound/outbound-fault.ts'
import { outboundFaults } from '../../../electron/core/faults/outbound/registry.ts'
import { findScheme } from '../../../electron/core/schemes/registry.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (body: Uint8Array): string => new TextDecoder().decode(body)

describe('the tree', () => {
  test('says what the text said, whatever its spacing', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        const body = bytes(JSON.stringify(JSON.parse(json), undefined, indent))
        const tree = readJson(body)
        expect(tree && JSON.parse(text(writeJson(tree, body)))).toEqual(JSON.parse(json))
      }),
      { numRuns: 200 }
    )
  })

  test('keeps each number and each escape as it was written', () => {
    const odd = '{"a":1.0,"b":1e400,"c":9007199254740993,"d":"\\u00e9\\/","__proto__":{"x":-0}}'
    const tree = readJson(bytes(odd))
    expect(tree && text(writeJson(tree, bytes(odd)))).toBe(odd)
    expect(
      tree &&
        text(
          writeJson(
            mapObjects(tree, (members) => members.toReversed()),
            bytes(odd)
          )
        )
    ).toBe('{"__proto__":{"x":-0},"d":"\\u00e9\\/","c":9007199254740993,"b":1e400,"a":1.0}')
  })

  test('is nothing for what is no JSON, and for what is too deep', () => {
    for (const body of ['', '{', '{"a":}', 'a=1&b=2', '{"a":1}{"b":2}', '['.repeat(500) + ']'.repeat(500)])
      expect(readJson(bytes(body))).toBeUndefined()
    expect(readJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined()
  })
})

test('no fault throws, whatever the body holds', () => {
  const scheme = findScheme('standard-webhooks')
  if (!scheme) throw new Error('no scheme')
  const context = {
    scheme,
    settings: { toleranceSeconds: 300, options: {} },
    secret: 'whsec_c3RhbmRhcmQtd2ViaG9va3MtdGVzdC1rZXktMDAwMSE=',
    now: 1_800_000_000_000,
    newId: () => 'abcdef0123456789',
    sizes: { ...defaultFaultSizes, hugeBodyBytes: 5_000 }
  }
  const body = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(bytes), fc.string().map(bytes))
  fc.assert(
    fc.property(body, fc.constantFrom(context.secret, undefined, '', 'no base64 !'), (sent, secret) => {
      const draft = {
        method: 'POST',
        url: '/',
        headers: [['Webhook-Id', 'msg_1'] as const].map(([name, value]): [string, string] => [name, value]),
        body: sent
      }
      for (const fault of Object.values(outboundFaults)) {
        const plan = fault.apply(draft, { ...context, secret })
        expect('unavailable' in plan ? plan.unavailable.length : plan.requests.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 150 }
  )
})
