/** A supervisor whose public URL has a path of its own: what interfaces, samples and proofs see is the URL that providers call. */
import type { OpenTunnelInput, Tunnel } from '../../contract/index.ts'
import type { SendProbe } from './probe.ts'
import type { TunnelSupervisor } from './tunnel-supervisor.ts'

/** `path` is the segment after the host, without slashes; nothing when there is none. Asked each time, as it may change. */
export type PublicPath = () => string | undefined

export interface WithPublicPath {
  readonly supervisor: TunnelSupervisor
  /** The path is another one now. */
  readonly pathChanged: () => void
}

export function withPublicPath(inner: TunnelSupervisor, path: PublicPath): WithPublicPath {
  const listeners = new Set<(tunnel: Tunnel) => void>()
  let from: Tunnel | undefined
  let by: string | undefined
  let shown: Tunnel | undefined

  /** The same object for the same state. */
  const show = (tunnel: Tunnel): Tunnel => {
    const segment = path()
    if (shown === undefined || tunnel !== from || segment !== by) {
      from = tunnel
      by = segment
      shown = withSegment(tunnel, segment)
    }
    return shown
  }
  const tell = (): void => {
    const tunnel = show(inner.tunnel)
    for (const listener of listeners) listener(tunnel)
  }
  inner.onChange(tell)

  return {
    pathChanged: tell,
    supervisor: {
      get tunnel() {
        return show(inner.tunnel)
      },
      drivers: inner.drivers,
      open: (input: OpenTunnelInput) => show(inner.open(input)),
      requireUsable: (chain) => inner.requireUsable(chain),
      reconsider: () => inner.reconsider(),
      get remembered() {
        return inner.remembered
      },
      get ways() {
        const segment = path()
        return segment === undefined ? inner.ways : inner.ways.map((way) => withSegment(way, segment))
      },
      goBack: () => show(inner.goBack()),
      close: async () => show(await inner.close()),
      check: async () => show(await inner.check()),
      acknowledge: () => show(inner.acknowledge()),
      answerProbe: (request) => inner.answerProbe(request),
      noteDelivery: (at) => inner.noteDelivery(at),
      wake: (reason) => inner.wake(reason),
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }
    }
  }
}

/** Proofs go where providers do: a proxy of the developer's may pass on that path alone. */
export function probeUnder(path: PublicPath, send: SendProbe): SendProbe {
  return (sending) => {
    const segment = path()
    return send(segment === undefined ? sending : { ...sending, url: sending.url.replace('/.hooklab/', `/${segment}/.hooklab/`) })
  }
}

function withSegment(tunnel: Tunnel, segment: string | undefined): Tunnel {
  if (segment === undefined) return tunnel
  const { publicUrl, urlChanged } = tunnel
  return {
    ...tunnel,
    ...(publicUrl !== undefined && { publicUrl: `${publicUrl}/${segment}` }),
    ...(urlChanged !== undefined && {
      urlChanged: { ...urlChanged, from: `${urlChanged.from}/${segment}`, to: `${urlChanged.to}/${segment}` }
    })
  }
}
