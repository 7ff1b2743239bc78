/** Every published or recomputed vector gets the verdict it should. */
import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../electron/contract/index.ts'
import { allVectors, caseOf, reasonNames, type Vector } from './vector.ts'

const byProvider = Map.groupBy(allVectors(), (vector) => vector.provider)

describe.each([...byProvider])('%s', (_provider, vectors) => {
  const [valid, invalid] = [vectors.filter(isValid), vectors.filter((vector) => !isValid(vector))]

  test.each(valid.map((vector): [string, Vector] => [vector.id, vector]))('%s verifies', (_id, vector) => {
    expect(verdictOf(vector)).toMatchObject({ status: 'verified', secretId: 'secret' })
  })

  test.each(invalid.map((vector): [string, Vector] => [vector.id, vector]))('%s fails for its reason', (_id, vector) => {
    const verdict = verdictOf(vector)
    // What a policy question is refused for may be read in more than one way; that it is refused may not.
    const named = reasonNames[vector.reason ?? ''] ?? []
    const allowed: readonly string[] = vector.normative ? named : [...named, 'malformed_header']
    expect(verdict).toMatchObject({ status: 'failed', reason: expect.toSatisfy((reason: string) => allowed.includes(reason)) })
  })

  test('a verdict never tells the secret', () => {
    for (const vector of vectors) {
      expect(JSON.stringify(verdictOf(vector))).not.toContain((vector.secret?.length ?? 0) > 10 ? vector.secret : 'no secret at all')
    }
  })
})

function isValid(vector: Vector): boolean {
  return vector.expect === 'valid'
}

function verdictOf(vector: Vector): Verdict {
  const { scheme, request, secrets, now, settings } = caseOf(vector)
  return scheme.verify(request, secrets, now, settings)
}
