/** How the window is made: closed off from Node, and in the theme's colour from its first frame. */
import type { BrowserWindowConstructorOptions, NativeImage } from 'electron'
import type { Settings } from '../contract/index.ts'
import { leastHeight, leastWidth, type WindowBounds } from './window-bounds.ts'

type Theme = Settings['appearance']['theme']

export interface WindowLook {
  readonly bounds: WindowBounds
  readonly theme: Theme
  /** What the system prefers; counts for the theme `system`. */
  readonly systemIsDark: boolean
  readonly platform: NodeJS.Platform
  readonly preloadFile: string
  readonly icon: NativeImage
}

export function windowOptions(look: WindowLook): BrowserWindowConstructorOptions {
  const { maximized: _, ...place } = look.bounds
  return {
    ...place,
    minWidth: leastWidth,
    minHeight: leastHeight,
    title: 'Hooklab',
    show: false,
    backgroundColor: backgroundColor(look.theme, look.systemIsDark),
    ...(look.platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const, trafficLightPosition: { x: 14, y: 12 } } : {}),
    ...(look.platform === 'linux' ? { icon: look.icon } : {}),
    webPreferences: {
      preload: look.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // The checker downloads dictionaries from a foreign server.
      spellcheck: false
    }
  }
}

/** The interface's canvas colour, so that nothing flashes before it is drawn. */
export function backgroundColor(theme: Theme, systemIsDark: boolean): string {
  if (theme === 'contrast') return systemIsDark ? '#000000' : '#ffffff'
  return theme === 'dark' || (theme === 'system' && systemIsDark) ? '#0d0e11' : '#f6f7f9'
}
