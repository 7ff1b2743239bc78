import { expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { createProver, isExpected } from '../../electron/core/tunnel/proof.ts'
import type { Proof } from '../../electron/core/tunnel/proof.ts'
import type { ProbeRequest } from '../../electron/core/tunnel/tunnel-supervisor.ts'

function asSent(proof: Proof, change: Partial<ProbeRequest> = {}): ProbeRequest {
  return { method: 'GET', url: proof.path, headers: Object.entries(proof.headers), ...change }
}

test('a proof under way is answered with what it expects', () => {
  const prover = createProver()
  const proof = prover.begin('program')
  const answer = prover.answer(asSent(proof))
  expect(answer).toBeDefined()
  expect(isExpected(answer!, proof)).toBe(true)
})

test('header names in any case and a path prefix of a proxy are no hindrance', () => {
  const prover = createProver()
  const proof = prover.begin('program')
  const shouted = Object.entries(proof.headers).map(([name, value]): HeaderPair => [name.toUpperCase(), value])
  expect(prover.answer(asSent(proof, { headers: shouted, url: `/published/below${proof.path}` }))).toBeDefined()
})

test('after its end a proof is an unknown path', () => {
  const prover = createProver()
  const proof = prover.begin('program')
  proof.end()
  expect(prover.answer(asSent(proof))).toBeUndefined()
})

test('a stranger learns nothing: not without the token, not with another, not by another method or nonce', () => {
  const prover = createProver()
  const proof = prover.begin('program')
  const other = prover.begin('program')
  const forged = '0'.repeat(64)
  expect(prover.answer(asSent(proof, { headers: [] }))).toBeUndefined()
  expect(prover.answer(asSent(proof, { headers: [['x-hooklab-proof', forged]] }))).toBeUndefined()
  expect(prover.answer(asSent(proof, { headers: [['x-hooklab-proof', '']] }))).toBeUndefined()
  expect(prover.answer(asSent(proof, { headers: Object.entries(other.headers) }))).toBeUndefined()
  expect(prover.answer(asSent(proof, { method: 'POST' }))).toBeUndefined()
  expect(prover.answer(asSent(proof, { url: `/.hooklab/probe/${'0'.repeat(32)}` }))).toBeUndefined()
  expect(prover.answer(asSent(proof, { url: '/.hooklab/probe/' }))).toBeUndefined()
})

test('another run cannot answer, and an echo of the question is no answer', () => {
  const proof = createProver().begin('program')
  expect(createProver().answer(asSent(proof))).toBeUndefined()
  for (const value of [proof.path, ...Object.values(proof.headers), '']) expect(isExpected(Buffer.from(value), proof)).toBe(false)
})

test('a proxy may add white space around the answer', () => {
  const proof = createProver().begin('program')
  expect(isExpected(Buffer.concat([Buffer.from('\r\n'), proof.expected, Buffer.from('\n')]), proof)).toBe(true)
})
