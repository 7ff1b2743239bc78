/** The gate between tunnel and listener: finds out what came through the tunnel, lets its own proofs pass, and asks the rules about the rest. */
import type { IncomingMessage } from 'node:http'
import { pairs } from '../listener/capture.ts'
import type { Admission, Gate } from '../listener/gate.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'
import { createFindWay, type Way } from './arrival.ts'
import type { Exposure } from './exposure.ts'
import { blockedError } from './guard.ts'

export interface TunnelGateParts {
  readonly exposure: Pick<Exposure, 'judge' | 'blocked' | 'noteUnreadable'>
  /** The tunnels that may bring requests, the one that is shown first; their public URLs with the token. */
  readonly ways: () => readonly Way[]
  readonly answerProbe: TunnelSupervisor['answerProbe']
}

const local: Admission = { kind: 'local' }

export function createTunnelGate({ exposure, ways, answerProbe }: TunnelGateParts): Gate {
  const findWay = createFindWay(ways)
  return {
    admit(message, byDoor) {
      const { method = 'GET', url = '/', rawHeaders } = message
      const way = findWay(rawHeaders, byDoor)
      if (way === undefined) return local
      const { publicUrl: publicBase } = way
      // Authenticated, so no stranger passes as one: the tunnel stays proven also while it is blocked.
      if (isProof(message, answerProbe)) return { kind: 'tunnel', url, publicBase }
      const judgement = exposure.judge({ method, url, rawHeaders })
      return judgement.kind === 'refused' ? judgement : { kind: 'tunnel', url: judgement.url, publicBase }
    },
    turnAwayUnreadable(byDoor) {
      if (!byDoor || !exposure.blocked) return undefined
      exposure.noteUnreadable()
      return blockedError
    }
  }
}

function isProof({ method = 'GET', url = '/', rawHeaders }: IncomingMessage, answerProbe: TunnelSupervisor['answerProbe']): boolean {
  return url.includes('/.hooklab/probe/') && answerProbe({ method, url, headers: pairs(rawHeaders) }) !== undefined
}
