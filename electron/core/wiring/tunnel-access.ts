/** What drivers keep for the developer: their secrets, and the keys of servers. */
import type { TunnelDriverInfo } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../router/services.ts'
import type { OpenedTunnel } from './open-tunnel.ts'

export function tunnelAccess({
  drivers: { supervisor, secrets, hostKeys }
}: {
  readonly drivers: OpenedTunnel
}): Pick<Services, 'tunnelDrivers' | 'putTunnelSecret' | 'removeTunnelSecret' | 'hostKeys'> {
  const tunnelDrivers = (): TunnelDriverInfo[] => supervisor.drivers.map((info) => withHint(info, secrets.hintOf(info.id)))
  const requireSecret = (driver: string): void => {
    if (supervisor.drivers.some(({ id, secret }) => id === driver && secret !== undefined)) return
    throw new AppError('NOT_FOUND', `The tunnel driver “${driver}” takes no secret. GET /api/tunnel/drivers lists those that do.`)
  }
  return {
    tunnelDrivers,
    hostKeys,
    async putTunnelSecret(driver, value) {
      requireSecret(driver)
      await secrets.put(driver, value)
      return { items: tunnelDrivers() }
    },
    async removeTunnelSecret(driver) {
      requireSecret(driver)
      await secrets.remove(driver)
      return { items: tunnelDrivers() }
    }
  }
}

function withHint(info: TunnelDriverInfo, hint: string | undefined): TunnelDriverInfo {
  return info.secret === undefined || hint === undefined ? info : { ...info, secret: { ...info.secret, hint } }
}
