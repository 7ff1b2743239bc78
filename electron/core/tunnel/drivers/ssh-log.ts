/** Reads what ssh prints with `-v`, and what the server says in the session. */
import type { TunnelOptions } from '../../../contract/index.ts'
import { reasonOf, type Cause } from '../reasons.ts'
import type { LineMeaning } from './program-tunnel.ts'
import { readGreeting, type Greeting } from './ssh-greeting.ts'

export interface SshLog {
  read(line: string): LineMeaning | undefined
  /** The server has taken the forwarding. */
  readonly isForwarding: boolean
  /** The last line that was no debugging. */
  readonly lastWord: string | undefined
}

interface SshRun {
  readonly server: string
  readonly user: string | undefined
  /** The fingerprint of the key that is accepted. */
  readonly accepted: string | undefined
  /** The public URL for a remote port; without it the server's greeting says it. */
  readonly urlAt?: (port: number) => string
}

/** Cause by what is printed, the first that fits; `again`: trying again can help. */
const failures: readonly (readonly [pattern: RegExp, cause: Cause, again: boolean])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/i, 'host_key_changed', false],
  [/No \S+ host key is known for/i, 'host_key_unseen', true],
  [/Host key verification failed/i, 'host_key_refused', false],
  [/Load key .*:|Identity file .* not accessible|UNPROTECTED PRIVATE KEY|invalid format/i, 'ssh_bad_key', false],
  [/Permission denied|Too many authentication failures/i, 'ssh_refused_sign_in', false],
  [/remote port forwarding failed|administratively prohibited/i, 'ssh_forward_refused', true],
  [/Could not resolve hostname/i, 'host_not_found', true],
  [/connect to .*Connection refused/i, 'host_refused', true],
  [/connect to .*timed out|Connection timed out/i, 'host_timed_out', true],
  [/connect to .*(?:No route|unreachable)/i, 'host_unreachable', true],
  [/kex_exchange_identification|banner exchange|Connection (?:closed|reset) by/i, 'ssh_not_ssh', true]
]

/** Follows one run. Source: the messages of OpenSSH's ssh, sshconnect.c and clientloop.c. */
export function readSshLog(run: SshRun, options: TunnelOptions): SshLog {
  let remotePort = options.remotePort ?? 0
  let isForwarding = false
  let lastWord: string | undefined
  let shown: { readonly type: string; readonly fingerprint: string } | undefined
  let isOpen = false
  let greeted: Greeting

  const forwarding = (): LineMeaning | undefined => {
    isForwarding = true
    if (run.urlAt === undefined || remotePort === 0) return undefined
    isOpen = true
    return { kind: 'opened', publicUrl: run.urlAt(remotePort) }
  }

  /** A URL with TLS is not given up for one without. */
  const greet = (line: string): LineMeaning | undefined => {
    const greeting = readGreeting(line)
    if (greeting === undefined || (greeted?.encrypted === true && !greeting.encrypted)) return undefined
    greeted = greeting
    return { kind: 'opened', publicUrl: greeting.url }
  }

  return {
    get isForwarding() {
      return isForwarding
    },
    get lastWord() {
      return lastWord
    },
    read(line) {
      if (isOpen) {
        if (!line.startsWith('debug1: ') && line.trim() !== '') lastWord = line
        return undefined
      }
      const allocated = /Allocated port (\d+) for remote forward/.exec(line)?.[1]
      if (allocated !== undefined) {
        remotePort = Number(allocated)
        return forwarding()
      }
      if (/remote forward success for: /.test(line)) return forwarding()
      const [, type, fingerprint] = /^debug1: Server host key: (\S+) (SHA256:\S+)/.exec(line) ?? []
      if (type !== undefined && fingerprint !== undefined) shown = { type, fingerprint }
      if (line.startsWith('debug1: ')) return undefined
      if (line.trim() !== '') lastWord = line
      // What a session prints after its URL is the service's, and a caller's wherever it tells of requests: it fails nothing.
      if (greeted !== undefined) return greet(line)
      const failure = failures.find(([pattern]) => pattern.test(line))
      if (failure !== undefined) {
        const isUnseen = failure[1] === 'host_key_unseen'
        return failed(failure, isUnseen ? (shown ? `${shown.type} ${shown.fingerprint}` : '') : line, { ...run, shown })
      }
      return run.urlAt === undefined ? greet(line) : undefined
    }
  }
}

interface FailedRun extends SshRun {
  /** The key that the server has shown. */
  readonly shown: { readonly type: string; readonly fingerprint: string } | undefined
}

function failed([, named, retryable]: (typeof failures)[number], detail: string, run: FailedRun): LineMeaning {
  const { server, user, accepted, shown } = run
  // A server that had a key of an accepted kind and shows only others has changed it.
  const isChanged = named === 'host_key_changed' || (named === 'host_key_unseen' && accepted !== undefined)
  const cause = isChanged ? 'host_key_changed' : named
  const reason = reasonOf(cause, { host: server, detail: detail.trim(), ...(user !== undefined && { name: user }) })
  if (!isChanged) return { kind: 'failed', reason, retryable }
  const hostKey = shown && accepted !== undefined ? { hostKey: { server, ...shown, accepted } } : {}
  return { kind: 'failed', reason: { ...reason, ...hostKey }, retryable: false }
}
