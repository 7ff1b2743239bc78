/** Every tunnel driver. Adding one is a file beside this and a line here. */
import type { TunnelDriver } from '../driver.ts'
import { cloudflared } from './cloudflared.ts'
import type { DriverTools } from './driver-tools.ts'
import { localtunnel } from './localtunnel.ts'
import { manual } from './manual.ts'
import { ngrok } from './ngrok.ts'
import { ssh } from './ssh.ts'

/** In the order in which they are offered. */
export function createTunnelDrivers(tools: DriverTools): readonly TunnelDriver[] {
  return [localtunnel, cloudflared(tools), ngrok(tools), ssh(tools), manual]
}
