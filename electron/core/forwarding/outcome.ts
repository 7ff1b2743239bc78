/** What went wrong, named: from the error and how far the attempt had come. */
import type { Outcome } from '../../contract/index.ts'
import { errorMessage } from '../errors.ts'

/** How far an attempt has come. */
export type Phase = 'resolving' | 'connecting' | 'securing' | 'waiting' | 'reading'

export type Failure = Exclude<Outcome, { kind: 'responded' }>

/** `host` is the URL's own, with its port. */
export function failureOf(error: unknown, phase: Phase, host: string): Failure {
  const code = codeOf(error)
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return { kind: 'aborted', detail: `Nothing was sent, because this can't be put into an HTTP request: ${errorMessage(error)}.` }
  }
  switch (phase) {
    case 'resolving':
      return { kind: 'dns_failed', detail: `The name in ${host} can't be resolved (${code}). Check its spelling and the network.` }
    case 'connecting':
      return connectFailure(error, code, host)
    case 'securing':
      return { kind: 'tls_failed', detail: tlsDetail(error, code, host) }
    case 'waiting':
      return { kind: 'reset', detail: exchangeDetail(error, code, host, beforeAnswer) }
    case 'reading':
      return { kind: 'reset', detail: exchangeDetail(error, code, host, beforeEnd) }
  }
}

/** The deadline passed. */
export function timeoutOf(phase: Phase, host: string, timeoutMs: number): Failure {
  return { kind: 'timed_out', detail: `${host} ${timedOutDoing[phase]} within ${timeoutMs} ms.` }
}

const beforeAnswer = 'before it answered'
const beforeEnd = 'before its answer was complete'

const timedOutDoing: Record<Phase, string> = {
  resolving: 'could not be resolved',
  connecting: 'did not take the connection',
  securing: 'did not finish the TLS handshake',
  waiting: 'took the request but did not begin to answer',
  reading: 'began to answer but did not finish'
}

function connectFailure(error: unknown, code: string, host: string): Failure {
  const codes = error instanceof AggregateError ? error.errors.map(codeOf) : [code]
  if (codes.includes('ECONNREFUSED')) {
    return { kind: 'refused', detail: `Nothing listens on ${host}. Start your app, or correct the URL.` }
  }
  if (codes.includes('ETIMEDOUT')) return { kind: 'timed_out', detail: `${host} did not take the connection.` }
  return { kind: 'refused', detail: `${host} can't be reached: ${errorMessage(error) || code}.` }
}

function tlsDetail(error: unknown, code: string, host: string): string {
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return `${host} does not speak TLS as it should. If it serves plain HTTP, use http:// in the URL.`
  if (code === 'ECONNRESET')
    return `${host} closed the connection during the TLS handshake. If it serves plain HTTP, use http:// in the URL.`
  return `The certificate of ${host} was not accepted (${errorMessage(error)}). Trust it, or switch the TLS check off for this target.`
}

function exchangeDetail(error: unknown, code: string, host: string, when: string): string {
  const message = errorMessage(error)
  const cutShort = code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || message.includes('Invalid EOF state')
  if (cutShort && when === beforeEnd) return `${host} closed the connection ${when}.`
  if (cutShort) return `${host} answered with something that is not HTTP (its length contradicts itself).`
  if (error instanceof Error && error.name === 'HTTPParserError') {
    return `${host} answered with something that is not HTTP (${/\((.*)\)$/.exec(message)?.[1] ?? message}).`
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return `${host} answered with more headers than can be read.`
  if (message === 'bad upgrade') return `${host} switched to another protocol, which nobody asked for.`
  if (code === 'ECONNRESET' || code === 'EPIPE') return `${host} reset the connection ${when}.`
  if (code === 'UND_ERR_SOCKET') return `${host} closed the connection ${when}.`
  return `${host} broke the connection ${when} (${message}).`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code'
}
