/** The tunnel's states in words. */
import type { Tunnel, TunnelState } from '../../../electron/contract/index.ts'
import type { Tone } from '../../components/ui/badge.tsx'

export interface TunnelStateText {
  readonly tone: Tone
  /** Under way: drawn hollow. */
  readonly settled: boolean
  readonly label: string
  readonly sentence: string
}

const texts: Readonly<Record<TunnelState, TunnelStateText>> = {
  closed: {
    tone: 'neutral',
    settled: true,
    label: 'Closed',
    sentence: 'Providers can’t reach this machine. Local requests are taken as ever.'
  },
  opening: { tone: 'info', settled: false, label: 'Opening', sentence: 'Asking for a public URL.' },
  checking: {
    tone: 'info',
    settled: false,
    label: 'Checking',
    sentence: 'A URL is there. A proof is under way that requests to it really arrive.'
  },
  online: {
    tone: 'success',
    settled: true,
    label: 'Online',
    sentence: 'Proven: a request to the public URL came back through the listener.'
  },
  degraded: {
    tone: 'warning',
    settled: true,
    label: 'Degraded',
    sentence: 'The last proof failed. Deliveries may be lost until it works again.'
  },
  reconnecting: {
    tone: 'warning',
    settled: false,
    label: 'Reconnecting',
    sentence: 'The connection was lost. It is being made again under the same name.'
  },
  failed: { tone: 'danger', settled: true, label: 'Failed', sentence: 'There is no tunnel.' },
  closing: { tone: 'neutral', settled: false, label: 'Closing', sentence: 'The tunnel is being closed.' }
}

export function tunnelText(state: TunnelState): TunnelStateText {
  return texts[state]
}

/** There is something to close. */
export function isOpen({ state }: Pick<Tunnel, 'state'>): boolean {
  return state !== 'closed' && state !== 'failed' && state !== 'closing'
}
