/** Which public URL each tunnel had last, so that the same is asked for again. */
import { tunnelOptions, type OpenTunnelInput, type Tunnel } from '../../contract/index.ts'

/** A tunnel and the public URL that it had last. */
export interface PreviousTunnel {
  readonly driver: string
  readonly options: Tunnel['options']
  readonly publicUrl: string
}

export interface UrlMemory {
  /** The URL to ask for again; nothing where there was none, and where the developer asks for a name: that goes before. */
  again(input: OpenTunnelInput): string | undefined
  note(input: OpenTunnelInput, publicUrl: string): void
  /** The last noted first. */
  readonly all: readonly PreviousTunnel[]
}

/** A developer who tries many tunnels does not fill the memory with them. */
const mostRemembered = 20

/** Begins with what an earlier run knew. */
export function createUrlMemory(known: readonly PreviousTunnel[]): UrlMemory {
  let all = known.slice(0, mostRemembered)
  return {
    get all() {
      return all
    },
    again(input) {
      if ((input.options.subdomain ?? '').trim() !== '') return undefined
      return all.find((tunnel) => sameWish(tunnel, input))?.publicUrl
    },
    note({ driver, options }, publicUrl) {
      const others = all.filter((tunnel) => !sameWish(tunnel, { driver, options }))
      all = [{ driver, options, publicUrl }, ...others].slice(0, mostRemembered)
    }
  }
}

/** Whether both ask for the same tunnel. */
export function sameWish(left: OpenTunnelInput, right: OpenTunnelInput): boolean {
  return left.driver === right.driver && tunnelOptions.keyof().options.every((key) => left.options[key] === right.options[key])
}
