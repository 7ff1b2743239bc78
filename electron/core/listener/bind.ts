/** Binding the listener: both loopback families at one port, the wanted one or the next that is free. */
import type { Server } from 'node:http'
import { AppError, errorMessage } from '../errors.ts'

/** Servers bound to one port: 127.0.0.1 and, where the machine has it, ::1. */
export interface Bound {
  readonly port: number
  readonly servers: readonly Server[]
}

const portsToTry = 20

/** `flag` is what chooses the port on the command line, for the error's advice. Errors: CONFLICT when a fixed port is taken or no free one is near; FORBIDDEN when the port needs more rights. */
export async function bindNear(
  options: { readonly port: number; readonly fixed: boolean; readonly flag?: string },
  make: () => Server
): Promise<Bound> {
  const tries = options.fixed || options.port === 0 ? 1 : portsToTry
  for (let offset = 0; offset < tries; offset += 1) {
    const bound = await bindBoth(options.port + (options.port === 0 ? 0 : offset), make)
    if (bound !== 'taken') return bound
  }
  if (options.port === 0) return bindNear(options, make)
  const span = options.fixed ? `Port ${options.port} is` : `Ports ${options.port} to ${options.port + portsToTry - 1} are`
  throw new AppError('CONFLICT', `${span} taken by another program. Stop it, or choose another port with ${options.flag ?? '--port'}.`)
}

async function bindBoth(port: number, make: () => Server): Promise<Bound | 'taken'> {
  const first = make()
  const firstError = await listen(first, port, '127.0.0.1')
  if (firstError !== undefined) return refuseOrTaken(firstError, port)
  const address = first.address()
  const boundPort = typeof address === 'object' && address !== null ? address.port : port
  const second = make()
  const secondError = await listen(second, boundPort, '::1')
  if (secondError === undefined) return { port: boundPort, servers: [first, second] }
  if (secondError.code !== 'EADDRINUSE') return { port: boundPort, servers: [first] }
  // Another program has the same port on ::1: what a tunnel dials as "localhost" could land there.
  await new Promise<void>((resolve) => first.close(() => resolve()))
  return 'taken'
}

function refuseOrTaken(error: NodeJS.ErrnoException, port: number): 'taken' {
  if (error.code === 'EADDRINUSE') return 'taken'
  if (error.code === 'EACCES')
    throw new AppError('FORBIDDEN', `Port ${port} needs more rights than this user has. Choose one above 1023.`, error)
  throw new AppError('CONFLICT', `Port ${port} can't be listened on: ${errorMessage(error)}.`, error)
}

function listen(server: Server, port: number, host: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen({ port, host, exclusive: true }, () => {
      server.removeListener('error', resolve)
      server.on('error', ignoreLateError)
      resolve(undefined)
    })
  })
}

/** A bound server has no error left to tell that a socket's own close does not. */
function ignoreLateError(): void {}
