/** Reads what cloudflared prints, line by line, in the form `time LEVEL message key=value …`. */
import type { LineMeaning } from './program-tunnel.ts'
import { reasonOf } from '../reasons.ts'
import type { Cause } from '../reasons.ts'

export interface CloudflaredLog {
  read(line: string): LineMeaning | undefined
  /** The last error that was printed, without time and level. */
  readonly lastError: string | undefined
  /** The URL was given, whether or not a connection stands. */
  readonly hasUrl: boolean
}

/** A tunnel's URL stands in a box of its own; other lines name only Cloudflare's pages and its API. */
const quickUrl = /\|\s+(https:\/\/(?!api\.)[a-z0-9-]+\.[a-z0-9.-]+)\s+\|/
/** Cause by what is printed, the first that fits; `again`: trying again can help. */
const failures: readonly (readonly [pattern: RegExp, cause: Cause, again: boolean])[] = [
  [/429 Too Many Requests|error code: 1015/i, 'quick_tunnels_limited', true],
  [/Provided Tunnel token is not valid/i, 'token_invalid', false],
  [/Unauthorized: (?:Invalid tunnel secret|Failed to get tunnel|Tunnel not found)|Account doesn't have tunnel/i, 'token_refused', false],
  [
    /tunnel credentials file .* not found|error parsing tunnel ID|Tunnel credentials file|neither the ID nor the name of any of your tunnels/i,
    'tunnel_unknown',
    false
  ],
  [/requires the ID or name of the tunnel|Cannot determine default origin certificate path/i, 'tunnel_unknown', false],
  [/failed to (?:request|read|unmarshal|parse) quick.?tunnel/i, 'quick_tunnel_refused', true],
  [/x509: |certificate (?:is not trusted|signed by unknown)/i, 'edge_tls_failed', true]
]

/**
 * Follows one run.
 * Shape: `namedUrl` is the public URL of a named tunnel; without it the URL of a quick tunnel is read from the log.
 * Source: https://github.com/cloudflare/cloudflared, cmd/cloudflared/tunnel/quick_tunnel.go, connection/observer.go
 */
export function readCloudflaredLog(namedUrl: string | undefined): CloudflaredLog {
  const host = 'Cloudflare'
  const connections = new Set<string>()
  let publicUrl = namedUrl
  let opened = false
  let lastError: string | undefined

  const told = (line: string): LineMeaning | undefined => {
    const index = /connIndex=(\d+)/.exec(line)?.[1] ?? '0'
    if (/Registered tunnel connection|Connection \S+ registered/.test(line)) {
      connections.add(index)
      if (opened) return { kind: 'restored' }
      if (publicUrl === undefined) return undefined
      opened = true
      return { kind: 'opened', publicUrl }
    }
    if (!opened || !/Unregistered tunnel connection|Connection terminated|Lost connection with the edge|Serve tunnel error/.test(line))
      return undefined
    const wanted = connections.size
    return connections.delete(index) ? { kind: 'shaken', open: connections.size, wanted } : undefined
  }

  return {
    get lastError() {
      return lastError
    },
    get hasUrl() {
      return publicUrl !== undefined
    },
    read(line) {
      const text = line.replace(/^\S+Z (?:INF|WRN|ERR|FTL) /, '')
      if (/ (?:ERR|FTL) /.test(line) || /^(?:failed to|Provided|error)/i.test(text)) lastError = text
      publicUrl ??= quickUrl.exec(line)?.[1]
      const failure = opened ? undefined : failures.find(([pattern]) => pattern.test(line))
      if (failure === undefined) return told(line)
      const [, cause, retryable] = failure
      return { kind: 'failed', reason: reasonOf(cause, { host, detail: text }), retryable }
    }
  }
}
