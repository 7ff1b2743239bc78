/** Listening on 127.0.0.1, and on ::1 under the same port where the machine has it. */
import type { Server } from 'node:http'
import { AppError, errorMessage } from '../core/errors.ts'

const portsToTry = 20

export interface WantedPort {
  /** 0 is any. */
  readonly port: number
  readonly fixed: boolean
  /** For messages: "the control port". */
  readonly name: string
}

export interface LoopbackServers {
  readonly servers: readonly Server[]
  readonly port: number
  readonly notice?: string
}

/** Errors: rejects with CONFLICT when a fixed port is taken, or when none of the next ports is free. */
export async function listenOnLoopback(make: () => Server, { port, fixed, name }: WantedPort): Promise<LoopbackServers> {
  const candidates =
    fixed || port === 0 ? [port] : Array.from({ length: portsToTry }, (_, offset) => port + offset).filter((each) => each < 65_536)
  let reason: unknown
  for (const candidate of candidates) {
    const first = make()
    try {
      await listen(first, candidate, '127.0.0.1')
    } catch (error) {
      reason = error
      continue
    }
    const taken = portOf(first)
    const second = make()
    const hasSecond = await listen(second, taken, '::1').then(
      () => true,
      // No IPv6 here, or another program has that port there: 127.0.0.1 is what we print.
      () => false
    )
    return {
      servers: hasSecond ? [first, second] : [first],
      port: taken,
      ...(candidate === port ? {} : { notice: `The ${name} port ${port} is taken, so ${taken} is used.` })
    }
  }
  throw new AppError('CONFLICT', `The ${name} port ${port} cannot be used: ${explain(reason)}. Choose another one, or 0 for any.`, reason)
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function explain(reason: unknown): string {
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined
  if (code === 'EADDRINUSE') return 'another program has it'
  if (code === 'EACCES') return 'this system does not let you use it'
  return errorMessage(reason)
}
