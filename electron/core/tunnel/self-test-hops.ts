/** What a self-test found, station by station: from the trace of its request and the delivery that it became. */
import type { DeliveryDetail, ExposureRule, SelfTestHop, SelfTestStation, TunnelReason } from '../../contract/index.ts'
import { selfTestStation } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { why } from '../exposure/refusals.ts'
import { judgeError, judgeStatus } from './judge.ts'
import { reasonOf } from './reasons.ts'
import type { Trace } from './trace-request.ts'

export interface Findings {
  readonly url: string
  /** Epoch ms. */
  readonly startedAt: number
  readonly trace: Trace
  /** What the listener stored, if it got there. */
  readonly delivery: DeliveryDetail | undefined
  readonly endpoint: Pick<ReadyEndpoint, 'row' | 'secrets'>
  /** The rule of the public URL that turned it away at the listener. */
  readonly refusedBy?: ExposureRule | undefined
}

type Finding = Omit<SelfTestHop, 'station'>

/** Every station in order, and the first that failed. After it the rest are `missed`. */
export function tellHops(findings: Findings): { readonly hops: readonly SelfTestHop[]; readonly stopped?: SelfTestHop } {
  let stopped: SelfTestHop | undefined
  const hops = selfTestStation.options.map((station): SelfTestHop => {
    if (stopped !== undefined) return { station, state: 'missed', text: 'Not reached.' }
    const hop = { station, ...tellers[station](findings) }
    if (hop.state === 'failed') stopped = hop
    return hop
  })
  return { hops, ...(stopped && { stopped }) }
}

const tellers: Readonly<Record<SelfTestStation, (findings: Findings) => Finding>> = {
  resolve({ url, trace }) {
    const { hostname } = new URL(url)
    if (trace.resolvedMs !== undefined) return passed(`The name ${hostname} was found.`, trace.resolvedMs)
    if (trace.connectedMs !== undefined) return skipped('The URL names an address; there is nothing to look up.')
    // An address needs no name to be found: what failed then is the connection.
    return isNameFailure(trace) ? failed(connectionReason(url, trace)) : skipped('No name had to be looked up.')
  },
  connect({ url, trace }) {
    if (trace.connectedMs === undefined) return failed(connectionReason(url, trace))
    return passed(`Connected to ${trace.peer ?? 'the host'}.`, trace.connectedMs)
  },
  tls({ url, trace }) {
    if (!url.startsWith('https:')) return skipped('The public URL is not encrypted.')
    if (trace.securedMs === undefined) return failed(connectionReason(url, trace))
    return passed(`Encrypted with ${trace.protocol ?? 'TLS'}; the certificate is trusted.`, trace.securedMs)
  },
  server({ url, trace, delivery }) {
    if (trace.answer !== undefined) return passed(`The tunnel server took the request and answered ${trace.answer.status}.`)
    if (delivery !== undefined) return passed('The tunnel server took the request and passed it on.')
    return failed(connectionReason(url, trace))
  },
  arrived({ url, startedAt, trace, delivery, refusedBy }) {
    if (refusedBy !== undefined) return refused(refusedBy)
    if (delivery === undefined) return failed(answerReason(url, trace))
    const { method, sizeBytes, firstByteAt } = delivery
    return passed(`${method} with ${sizeBytes} bytes reached the listener.`, Math.max(0, firstByteAt - startedAt))
  },
  verified({ startedAt, delivery, endpoint }) {
    if (delivery === undefined) return missing
    const { verdict, firstByteAt, log } = delivery
    const step = log.find((entry) => entry.step === verdict.status)
    const atMs = Math.max(0, firstByteAt - startedAt) + (step?.atMs ?? 0)
    switch (verdict.status) {
      case 'verified':
        return passed('The signature matched.', atMs)
      case 'failed':
        return {
          state: 'failed',
          text: verdict.detail ?? 'The signature did not match.',
          remedy: 'Something on the way changed the request. Open the delivery; its Signature tab says what.'
        }
      case 'unsigned':
      case 'unchecked':
        return skipped(
          endpoint.secrets.length === 0
            ? `${endpoint.row.name} has no signing secret, so there was nothing to verify.`
            : (verdict.detail ?? 'The signature was not checked.')
        )
    }
  },
  stored({ delivery }) {
    if (delivery === undefined) return missing
    return passed('Stored, before anything was answered.')
  },
  answered({ startedAt, delivery, endpoint }) {
    const status = delivery?.responseStatus
    const answeredMs = delivery && Math.max(0, delivery.firstByteAt - startedAt) + delivery.durationMs
    if (delivery?.fault !== undefined) {
      return {
        state: 'failed',
        text: `A fault of ${endpoint.row.name} (${delivery.fault}) kept it from its usual answer.`,
        remedy: 'The tunnel works. Turn the fault off to see the usual answer.'
      }
    }
    if (status === undefined) {
      return {
        state: 'failed',
        text: `${endpoint.row.name} gave no answer in time.`,
        remedy: 'The tunnel works. A relay target that does not answer does this; see the attempts of the delivery.'
      }
    }
    if (status >= 200 && status < 300) return passed(`${endpoint.row.name} answered ${status}.`, answeredMs)
    return {
      state: 'failed',
      text: `${endpoint.row.name} answered ${status}.`,
      remedy: 'The tunnel works. Open the delivery to see why the endpoint answers so.'
    }
  },
  back({ url, trace, delivery }) {
    if (trace.answer === undefined) return failed(connectionReason(url, trace))
    const { status } = trace.answer
    if (delivery?.responseStatus === status) return passed(`The answer ${status} came back.`, trace.endedMs)
    return {
      state: 'failed',
      text: `The listener answered ${delivery?.responseStatus}, but ${status} came back.`,
      remedy: 'The tunnel service puts an answer of its own in place of the listener’s. Providers will see that one.'
    }
  }
}

/** Stands after a station that failed, which says more. */
const missing: Finding = { state: 'missed', text: 'Not reached.' }

function passed(text: string, atMs?: number): Finding {
  return { state: 'passed', text, ...(atMs !== undefined && { atMs }) }
}

function skipped(text: string): Finding {
  return { state: 'skipped', text }
}

function failed({ message, remedy }: TunnelReason): Finding {
  return { state: 'failed', text: message, remedy }
}

/** It came all the way; the developer's own rules did the rest. */
function refused(rule: ExposureRule): Finding {
  return { state: 'failed', text: `It reached Hooklab, which refused it: ${why[rule]}.`, remedy: remedies[rule] }
}

const remedies: Readonly<Record<ExposureRule, string>> = {
  blocked: 'The tunnel works. Unblock the public URL to let requests in.',
  address: 'The tunnel works. The test goes out from this machine: add its public address to the list, or test from an allowed one.',
  token: 'Something on the way takes the token out of the path. Turn the token off, or mend the proxy before the tunnel.',
  credentials: 'The tunnel works. The endpoint’s provider signs in the Authorization header, or something on the way takes it out.',
  path: 'Something on the way changes the path. Compare the URL with the endpoint’s path.',
  rate: 'The tunnel works. Wait a minute, or raise the cap.'
}

function isNameFailure({ error }: Trace): boolean {
  return error !== undefined && judgeError(error).cause === 'dns_failed'
}

function connectionReason(url: string, { error }: Trace): TunnelReason {
  const { cause, detail } = judgeError(error)
  return reasonOf(cause, { host: new URL(url).host, detail })
}

/** Somebody answered, but the listener has seen nothing. */
function answerReason(url: string, trace: Trace): TunnelReason {
  if (trace.answer === undefined) return connectionReason(url, trace)
  const { status, headers } = trace.answer
  const said = headers['x-localtunnel-status']
  const [cause] = judgeStatus(status, said !== undefined)
  return reasonOf(cause, { host: new URL(url).host, status, ...(said !== undefined && { detail: String(said) }) })
}
