/** Runs proofs: one goes out through the public URL, and its result is a round trip or a named reason. */
import type { TunnelReason } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { judge } from './judge.ts'
import type { Recovery } from './judge.ts'
import type { ProbeReply, SendProbe } from './probe.ts'
import { createProver } from './proof.ts'
import type { Caller, Proof } from './proof.ts'
import { reasonOf } from './reasons.ts'
import type { ProbeRequest } from './tunnel-supervisor.ts'

export type ProofResult =
  | { readonly proven: true; readonly roundTripMs: number }
  | { readonly proven: false; readonly reason: TunnelReason; readonly recovery: Recovery; readonly status?: number }

export interface Proving {
  /** Starts one; `onResult` is called once, unless the answer, which stops it, is called before. */
  prove(publicUrl: string, onResult: (result: ProofResult) => void, caller?: Caller): () => void
  answer(request: ProbeRequest): Uint8Array | undefined
}

/** Two proofs that hang and the wait between them stay within the ten seconds in which a developer is told. */
const deadlineMs = 4_000

/** Makes the proofs of one run. */
export function createProving(clock: Clock, send: SendProbe): Proving {
  const prover = createProver()
  return {
    answer: (request) => prover.answer(request),
    prove(publicUrl, onResult, caller = 'program') {
      const proof = prover.begin(caller)
      const cut = new AbortController()
      const stop = (): void => {
        cancelDeadline()
        proof.end()
        cut.abort()
      }
      const finish = (reply: ProbeReply): void => {
        if (cut.signal.aborted) return
        stop()
        onResult(read(reply, proof, publicUrl))
      }
      const cancelDeadline = clock.after(deadlineMs, () => finish({ error: new DOMException('Nothing came back', 'TimeoutError') }))
      send({ url: publicUrl + proof.path, headers: proof.headers, signal: cut.signal }).then(finish, (error: unknown) => finish({ error }))
      return stop
    }
  }
}

function read(reply: ProbeReply, proof: Proof, publicUrl: string): ProofResult {
  const judgement = judge(reply, proof)
  if (judgement.proven) return judgement
  const reason = reasonOf(judgement.cause, { ...judgement.facts, host: URL.parse(publicUrl)?.host ?? publicUrl })
  return { proven: false, reason, recovery: judgement.recovery, ...('status' in reply && { status: reply.status }) }
}
