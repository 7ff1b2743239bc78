/** Providers that send without mercy: so many requests a second through a public URL, each over a connection of its own kind. */
import { Agent, request } from 'undici'
import { addressPatienceMs, lookupWithLocalhost } from '../../electron/core/tunnel/localhost-lookup.ts'

export interface Load {
  readonly sent: number
  /** Event ids of requests that were answered with a 2xx. */
  readonly answered: ReadonlySet<string>
  /** How the others ended, counted. */
  readonly failures: ReadonlyMap<string, number>
  /** When the last 2xx came, epoch ms; 0 before the first. */
  readonly lastAnsweredAt: number
  /** Stops sending and resolves when nothing is under way. */
  stop(): Promise<void>
}

const answerTimeoutMs = 5_000

/** Starts at once. The ids begin with the prefix. */
export function startLoad(url: string, { perSecond, prefix }: { readonly perSecond: number; readonly prefix: string }): Load {
  const dispatcher = loadAgent()
  const answered = new Set<string>()
  const failures = new Map<string, number>()
  const underWay = new Set<Promise<void>>()
  let sent = 0
  let lastAnsweredAt = 0
  const sendOne = (): void => {
    const id = `${prefix}_${sent++}`
    const done = sendEvent(url, id, dispatcher).then((outcome) => {
      if (outcome === 'answered') {
        answered.add(id)
        lastAnsweredAt = Date.now()
      } else failures.set(outcome, (failures.get(outcome) ?? 0) + 1)
      underWay.delete(done)
    })
    underWay.add(done)
  }
  const timer = setInterval(sendOne, 1_000 / perSecond)
  return {
    get sent() {
      return sent
    },
    answered,
    failures,
    get lastAnsweredAt() {
      return lastAnsweredAt
    },
    async stop() {
      clearInterval(timer)
      await Promise.all(underWay)
      await dispatcher.destroy()
    }
  }
}

/** Sends so many at once and answers the ids that got a 2xx. */
export async function sendBurst(url: string, { count, prefix }: { readonly count: number; readonly prefix: string }): Promise<Set<string>> {
  const dispatcher = loadAgent(60_000)
  const ids = Array.from({ length: count }, (_, at) => `${prefix}_${at}`)
  const outcomes = await Promise.all(ids.map((id) => sendEvent(url, id, dispatcher)))
  await dispatcher.destroy()
  return new Set(ids.filter((_, at) => outcomes[at] === 'answered'))
}

function loadAgent(timeoutMs = answerTimeoutMs): Agent {
  const connect = { lookup: lookupWithLocalhost, autoSelectFamilyAttemptTimeout: addressPatienceMs }
  return new Agent({ connect, connections: 50, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
}

/** `answered`, `status 404`, or the code of an error. */
async function sendEvent(url: string, id: string, dispatcher: Agent): Promise<string> {
  try {
    const body = JSON.stringify({ event: 'load.sent', id, data: { text: 'x'.repeat(500) } })
    const headers = { 'content-type': 'application/json' }
    const response = await request(url, { dispatcher, method: 'POST', headers, body })
    await response.body.dump()
    return response.statusCode < 300 ? 'answered' : `status ${response.statusCode}`
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}
