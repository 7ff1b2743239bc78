/** Where data is kept when nothing else was said: the place that each system has for it. */
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/** An absolute path. */
export function defaultDataFolder(
  { platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() }
): string {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Hooklab')
    case 'win32':
      return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Hooklab')
    default: {
      // The XDG rules: a relative path counts as not set.
      const folder = env['XDG_DATA_HOME']
      return join(folder?.startsWith('/') === true ? folder : join(home, '.local', 'share'), 'hooklab')
    }
  }
}
