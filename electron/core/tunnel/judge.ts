/** Judges what a proof brought back: by the nonce alone. Everything else is a named cause, never a success. */
import type { ProbeReply } from './probe.ts'
import { isExpected } from './proof.ts'
import type { Proof } from './proof.ts'
import type { Cause, ReasonFacts } from './reasons.ts'

/**
 * What a failed proof asks for: `reopen` at once, `look_again` before reopening, or `wait`, when opening it again would mend
 * nothing and could lose the name.
 */
export type Recovery = 'reopen' | 'look_again' | 'wait'

export type Judgement =
  | { readonly proven: true; readonly roundTripMs: number }
  | { readonly proven: false; readonly cause: Cause; readonly recovery: Recovery; readonly facts: Omit<ReasonFacts, 'host'> }

/** Reads the reply. */
export function judge(reply: ProbeReply, proof: Proof): Judgement {
  if ('error' in reply) {
    const { cause, recovery, detail } = judgeError(reply.error)
    return { proven: false, cause, recovery, facts: { detail } }
  }
  // By the nonce, never by the status: a proxy may rewrite a status, nobody can make up the answer.
  if (isExpected(reply.body, proof)) return { proven: true, roundTripMs: reply.roundTripMs }
  const tunnelStatus = reply.headers['x-localtunnel-status']
  const [cause, recovery] = judgeStatus(reply.status, tunnelStatus !== undefined)
  return {
    proven: false,
    cause,
    recovery,
    facts: { status: reply.status, ...(tunnelStatus === undefined ? {} : { detail: String(tunnelStatus) }) }
  }
}

/** What an answer that is not the listener's means. `namesTunnel`: the server says itself that the tunnel is not there. */
export function judgeStatus(status: number, namesTunnel: boolean): readonly [Cause, Recovery] {
  switch (status) {
    case 401:
    case 407:
    case 511:
      return ['interstitial', 'wait']
    case 403:
      return ['refused_by_server', 'wait']
    case 404:
      return ['not_found', 'reopen']
    case 408:
      return ['stale_connection', 'look_again']
    case 429:
      return ['busy', 'wait']
    case 502:
      return ['bad_gateway', 'look_again']
    case 503:
      return namesTunnel ? ['tunnel_unavailable', 'reopen'] : ['unavailable', 'look_again']
    case 504:
      return ['gateway_timeout', 'look_again']
    default:
      if (status >= 500) return ['server_error', 'look_again']
      return status >= 300 && status < 400 ? ['redirected', 'wait'] : ['foreign_page', 'reopen']
  }
}

/** The kind of a failed connection. */
export type ConnectionFailure = 'dns_failed' | 'tls_failed' | 'refused' | 'reset' | 'timed_out' | 'network_down' | 'probe_failed'

const byCode: Readonly<Record<string, ConnectionFailure>> = {
  ENOTFOUND: 'dns_failed',
  EAI_AGAIN: 'dns_failed',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'timed_out',
  ECONNABORTED: 'timed_out',
  UND_ERR_CONNECT_TIMEOUT: 'timed_out',
  UND_ERR_HEADERS_TIMEOUT: 'timed_out',
  UND_ERR_BODY_TIMEOUT: 'timed_out',
  ABORT_ERR: 'timed_out',
  UND_ERR_ABORTED: 'timed_out',
  ENETUNREACH: 'network_down',
  ENETDOWN: 'network_down',
  EHOSTUNREACH: 'network_down',
  EHOSTDOWN: 'network_down',
  EADDRNOTAVAIL: 'network_down',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_failed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_failed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_failed',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_failed',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_failed',
  EPROTO: 'tls_failed'
}

/** The kind of failure, from the code of the error or of what caused it. */
export function failureOf(code: string | undefined): ConnectionFailure {
  if (code === undefined) return 'probe_failed'
  return byCode[code] ?? (/^(ERR_TLS|ERR_SSL|CERT_)/.test(code) ? 'tls_failed' : 'probe_failed')
}

/** What it means that no whole answer came. `detail` is the code or the words of the error. */
export function judgeError(error: unknown): {
  readonly cause: ConnectionFailure
  readonly recovery: Recovery
  readonly detail: string
} {
  const cause = failureOf(codeOf(error))
  return { cause, recovery: cause === 'dns_failed' || cause === 'tls_failed' ? 'wait' : 'look_again', detail: describe(error) }
}

/** The first code that is known along the chain of causes, an AggregateError's first member included. */
export function codeOf(error: unknown): string | undefined {
  let at: unknown = error
  let found: string | undefined
  for (let depth = 0; depth < 5 && at instanceof Error; depth++) {
    if (at.name === 'AbortError' || at.name === 'TimeoutError') return 'ABORT_ERR'
    const code = 'code' in at && typeof at.code === 'string' ? at.code : undefined
    found ??= code
    if (code !== undefined && failureOf(code) !== 'probe_failed') return code
    at = at instanceof AggregateError ? at.errors[0] : at.cause
  }
  return found
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return codeOf(error) ?? error.message
}
