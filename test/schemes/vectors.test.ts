/** Every published or recomputed vector gets the verdict it should. */
import { describe, expect, test } from 'vitest'
import { allVectors, caseOf, reasonNames, type Vector } from './vector.ts'

const byProvider = Map.groupBy(allVectors(), (vector) => vector.provider)

describe.each([...byProvider])('%s', (_provider, vectors) => {
  test.each(vectors.map((vector): [string, Vector] => [vector.id, vector]))('%s', (_id, vector) => {
    const { scheme, request, secrets, now, settings } = caseOf(vector)
    const verdict = scheme.verify(request, secrets, now, settings)
    if (vector.expect === 'valid') {
      expect(verdict).toMatchObject({ status: 'verified', secretId: 'secret' })
      return
    }
    expect(verdict.status).toBe('failed')
    const reason = verdict.status === 'failed' ? verdict.reason : undefined
    // What a policy question is refused for may be read in more than one way; that it is refused may not.
    const allowed = reasonNames[vector.reason ?? ''] ?? []
    expect(vector.normative ? allowed : [...allowed, 'malformed_header']).toContain(reason)
  })

  test('a failure never tells the secret, and traces it to nothing secret either', () => {
    for (const vector of vectors) {
      const { scheme, request, secrets, now, settings } = caseOf(vector)
      const verdict = scheme.verify(request, secrets, now, settings)
      expect(JSON.stringify(verdict)).not.toContain(vector.secret ?? 'no secret at all')
    }
  })
})
