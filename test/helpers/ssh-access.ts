/** How a test signs in to a server of its own, and takes its key for good. */
import type { TunnelOptions } from '../../electron/contract/index.ts'
import type { HostKeys } from '../../electron/core/tunnel/drivers/host-keys.ts'
import { ssh } from '../../electron/core/tunnel/drivers/ssh.ts'
import { openDriver } from './open-driver.ts'
import type { Sshd } from './sshd.ts'

/** The remote port is any free one, and its URL leads straight to it. */
export function sshOptionsOf({ port, user, identityFile }: Sshd): TunnelOptions {
  return { host: '127.0.0.1', port, user, identityFile, url: 'http://127.0.0.1:{port}' }
}

/** Opens once to see the key, and accepts it. */
export async function acceptSshKey(server: Sshd, hostKeys: HostKeys): Promise<void> {
  const seen = await openDriver(ssh({ hostKeys }), sshOptionsOf(server)).result
  const key = 'failed' in seen ? seen.failed.hostKey : undefined
  if (key === undefined) throw new Error(`No key was shown: ${JSON.stringify(seen)}`)
  await hostKeys.accept(key.server, key.fingerprint)
}
