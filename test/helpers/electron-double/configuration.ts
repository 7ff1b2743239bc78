/** What a test asks of the double, handed over in the environment of its process. */

export const configurationVariable = 'HOOKLAB_ELECTRON_DOUBLE'

export interface Display {
  readonly id: number
  readonly workArea: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

export interface Configuration {
  readonly chromiumPath: string
  readonly chromiumFlags: readonly string[]
  /** The folder that holds the browser's profile and, unless the app says otherwise, `userData`. */
  readonly folder: string
  readonly version: string
  /** Without pages there is no Chromium, and every page is taken for loaded at once: for what the main process does alone. */
  readonly pages: boolean
  /** `unavailable`: there is no key store at all. */
  readonly keyStore: 'gnome_libsecret' | 'basic_text' | 'unavailable'
  /** The primary first. */
  readonly displays: readonly Display[]
  readonly systemIsDark: boolean
  /** The button that every message box is answered with. */
  readonly messageBoxAnswer: number
}

export function readConfiguration(): Configuration {
  return JSON.parse(process.env[configurationVariable] ?? '{}') as Configuration
}
