/** Every tunnel driver. Adding one is a file beside this and a line here. */
import type { TunnelDriver } from '../driver.ts'
import { localtunnel } from './localtunnel.ts'
import { manual } from './manual.ts'

export const tunnelDrivers: readonly TunnelDriver[] = [localtunnel, manual]
