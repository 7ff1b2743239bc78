/**
 * The proof that a public URL leads to this listener: a nonce goes out, and comes back answered with a key that only this run
 * has. Nobody else can answer it, and nobody else can make the listener answer.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ProbeRequest } from './tunnel-supervisor.ts'

/** One proof under way. */
export interface Proof {
  /** To append to the public URL. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The body that only this run's listener can give. */
  readonly expected: Uint8Array
  /** After this the nonce is an unknown path like any other. */
  end(): void
}

/** As whom a proof is sent: as a program, like every provider, or as a browser, to whom some tunnel services show a page first. */
export type Caller = 'program' | 'browser'

export interface Prover {
  begin(caller: Caller): Proof
  /** The answer to a proof that is under way, else nothing. */
  answer(request: ProbeRequest): Uint8Array | undefined
}

const tokenHeader = 'x-hooklab-proof'
/** A prefix may stand before it: a developer's own proxy may publish the listener below a path. */
const probePath = /\/\.hooklab\/probe\/([0-9a-f]{32})$/

/** Makes proofs under a key of their own. */
export function createProver(): Prover {
  const key = randomBytes(32)
  const underWay = new Set<string>()
  const mac = (purpose: 'ask' | 'answer', nonce: string): Buffer =>
    Buffer.from(createHmac('sha256', key).update(`${purpose}:${nonce}`).digest('hex'), 'latin1')

  return {
    begin(caller) {
      const nonce = randomBytes(16).toString('hex')
      underWay.add(nonce)
      return {
        path: `/.hooklab/probe/${nonce}`,
        headers: { ...callerHeaders[caller], [tokenHeader]: mac('ask', nonce).toString('latin1') },
        expected: mac('answer', nonce),
        end: () => underWay.delete(nonce)
      }
    },
    answer(request) {
      const nonce = probePath.exec(request.url)?.[1]
      if (request.method !== 'GET' || nonce === undefined || !underWay.has(nonce)) return undefined
      const token = request.headers.find(([name]) => name.toLowerCase() === tokenHeader)?.[1] ?? ''
      return sameBytes(Buffer.from(token, 'latin1'), mac('ask', nonce)) ? mac('answer', nonce) : undefined
    }
  }
}

/** Whether the answer is the one that was asked for; surrounding white space is forgiven. */
export function isExpected(body: Uint8Array, proof: Proof): boolean {
  return sameBytes(Buffer.from(Buffer.from(body).toString('latin1').trim(), 'latin1'), Buffer.from(proof.expected))
}

const callerHeaders: Readonly<Record<Caller, Readonly<Record<string, string>>>> = {
  // Tunnel services show a warning page to whoever looks like a browser; these say that we are none.
  program: {
    'user-agent': 'hooklab-probe/1',
    'bypass-tunnel-reminder': '1',
    'ngrok-skip-browser-warning': '1',
    'cache-control': 'no-store',
    accept: 'text/plain'
  },
  browser: {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'cache-control': 'no-store',
    accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
    'accept-language': 'en'
  }
}

function sameBytes(left: Buffer, right: Buffer): boolean {
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}
