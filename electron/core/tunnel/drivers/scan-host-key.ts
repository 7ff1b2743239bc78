/** Asks an ssh server for its key, before anything else is told to it. */
import type { Clock } from '../../clock.ts'
import { findProgram } from './find-program.ts'
import { readKnownHosts, serverName, type HostKey } from './host-keys.ts'
import { runProgram } from './run-program.ts'

const deadlineMs = 5_000
/** The kinds of key, best first. */
const preferred = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa']

/** The server's best key; nothing when it shows none within 5 s, or ssh-keyscan is missing. Never rejects. */
export async function scanHostKey(
  { host, port }: { readonly host: string; readonly port: number },
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }
): Promise<HostKey | undefined> {
  const found = await findProgram('ssh-keyscan', undefined)
  if ('wrong' in found || signal.aborted) return undefined
  const lines: string[] = []
  const { promise: exited, resolve } = Promise.withResolvers<void>()
  const args = ['-T', '4', '-p', String(port), '--', host]
  const program = runProgram({ path: found.path, args, clock, onLine: (line) => lines.push(line), onExit: () => resolve() })
  const end = (): void => void program.end()
  const cancel = clock.after(deadlineMs, end)
  signal.addEventListener('abort', end, { once: true })
  await exited
  cancel()
  signal.removeEventListener('abort', end)
  const keys = readKnownHosts(lines.join('\n')).filter(({ type }) => preferred.includes(type))
  const best = keys.toSorted((a, b) => preferred.indexOf(a.type) - preferred.indexOf(b.type))[0]
  return best === undefined ? undefined : { ...best, server: serverName(host, port) }
}
