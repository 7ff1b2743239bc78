/** What a caller that looks like a browser meets at the public URL. Some services put a page before it, which providers never see. */
import type { Tunnel } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { ProofResult, Proving } from './proving.ts'

export type BrowserView = NonNullable<Tunnel['browserView']>

export interface BrowserLookParts {
  readonly clock: Clock
  readonly proving: Proving
  readonly onSeen: (view: BrowserView) => void
}

/** Looks once in each opening, beside everything else: nothing that a browser meets changes the state of the tunnel. */
export class BrowserLook {
  readonly #parts: BrowserLookParts
  #looked = false

  constructor(parts: BrowserLookParts) {
    this.#parts = parts
  }

  /** The next look is the first of another opening. */
  forget(): void {
    this.#looked = false
  }

  /** Does nothing when it has looked; a look without an answer does not count. */
  look(publicUrl: string, signal: AbortSignal): void {
    if (this.#looked) return
    this.#looked = true
    const { clock, proving, onSeen } = this.#parts
    const stop = proving.prove(
      publicUrl,
      (result) => {
        signal.removeEventListener('abort', onAbort)
        const view = readBrowserView(result, clock.now())
        if (view === undefined) this.forget()
        else onSeen(view)
      },
      'browser'
    )
    const onAbort = (): void => {
      stop()
      this.forget()
    }
    signal.addEventListener('abort', onAbort, { once: true })
  }
}

/** Reads a proof that went out as a browser. Nothing when no answer came: that tells nothing of browsers. */
function readBrowserView(result: ProofResult, at: number): BrowserView | undefined {
  if (result.proven) return { at, passes: true, text: 'Browsers get straight through, as providers do.' }
  const { status } = result
  if (status === undefined) return undefined
  const text =
    `Callers that look like a browser meet a page of the tunnel service first (it answered ${status}). ` +
    'Providers do not; sign-in redirects, links opened by hand and providers that pose as a browser do.'
  return { at, passes: false, status, text }
}
