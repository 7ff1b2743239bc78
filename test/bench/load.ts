/**
 * Sends the same POST over many kept-alive connections as fast as answers come, from a thread of its own.
 * Bytes are prepared once and answers are only counted, so that the sender is not what is measured.
 */
import { connect, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

export interface LoadPlan {
  readonly port: number
  readonly request: Uint8Array
  readonly connections: number
  readonly durationMs: number
  /** Requests a second, evenly spaced; left out, as fast as answers come. */
  readonly rate?: number
}

export interface LoadResult {
  readonly answers: number
  readonly failures: number
  readonly seconds: number
  /** Milliseconds from sending to the whole answer, sorted. */
  readonly latencies: Float64Array
}

/** Runs a plan to its end. Answers other than 2xx count as failures. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const latencies: number[] = []
  let failures = 0
  const started = performance.now()
  const end = started + plan.durationMs
  const intervalMs = plan.rate === undefined ? 0 : (1000 * plan.connections) / plan.rate
  const one = (index: number) =>
    driveConnection(plan, {
      end,
      intervalMs,
      firstAt: started + (intervalMs * index) / plan.connections,
      done(latencyMs, ok) {
        latencies.push(latencyMs)
        if (!ok) failures += 1
      }
    })
  await Promise.all(Array.from({ length: plan.connections }, (_, index) => one(index)))
  const sorted = Float64Array.from(latencies).sort()
  return { answers: latencies.length, failures, seconds: (performance.now() - started) / 1000, latencies: sorted }
}

interface Drive {
  readonly end: number
  readonly intervalMs: number
  readonly firstAt: number
  readonly done: (latencyMs: number, ok: boolean) => void
}

function driveConnection(plan: LoadPlan, drive: Drive): Promise<void> {
  return new Promise((resolve, reject) => {
    let nextAt = drive.firstAt
    let sentAt = 0
    let pending = ''
    const socket: Socket = connect({ port: plan.port, host: '127.0.0.1', noDelay: true }, () => schedule())
    socket.on('error', reject)
    socket.on('close', () => {
      if (performance.now() < drive.end)
        reject(new Error('The server closed a kept-alive connection, so it can’t be measured like the others.'))
    })
    socket.on('data', (chunk: Buffer) => {
      pending = pending === '' ? chunk.toString('latin1') : pending + chunk.toString('latin1')
      const whole = wholeAnswer(pending)
      if (whole === undefined) return
      pending = ''
      drive.done(performance.now() - sentAt, whole)
      schedule()
    })
    function schedule(): void {
      const now = performance.now()
      if (now >= drive.end) {
        socket.end()
        resolve()
        return
      }
      if (drive.intervalMs === 0) {
        send(now)
        return
      }
      const waitMs = nextAt - now
      // A late answer delays what follows; its own wait counts from when it should have gone.
      if (waitMs <= 0) send(nextAt)
      else setTimeout(() => send(performance.now()), waitMs)
      nextAt += drive.intervalMs
    }
    function send(at: number): void {
      sentAt = at
      socket.write(plan.request)
    }
  })
}

/** Whether the answer is a 2xx, once it is whole. */
function wholeAnswer(text: string): boolean | undefined {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const at = text.search(/content-length: /i)
  if (at !== -1 && at < headEnd) {
    const length = Number.parseInt(text.slice(at + 16, at + 24), 10)
    if (text.length < headEnd + 4 + length) return undefined
  } else if (/transfer-encoding: chunked/i.test(text.slice(0, headEnd)) && !text.endsWith('0\r\n\r\n')) return undefined
  return text.startsWith('HTTP/1.1 2')
}

if (parentPort !== null) {
  const result = await runLoad(workerData as LoadPlan)
  parentPort.postMessage(result)
}
