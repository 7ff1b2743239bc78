/** Opening the interface in the system's browser, where there is one. */
import { spawn } from 'node:child_process'

interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The program that opens a URL here, or nothing where nobody sits in front of it. */
export function browserCommand({ platform, env }: Surroundings = process): readonly [string, ...string[]] | undefined {
  if (env['CI'] !== undefined || env['SSH_CONNECTION'] !== undefined) return undefined
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  const hasDisplay = (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== ''
  return hasDisplay ? ['xdg-open'] : undefined
}

/** Never waits and never fails: the URL is printed as well. */
export function openBrowser(url: string): void {
  const command = browserCommand()
  if (command === undefined) return
  const [program, ...args] = command
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
