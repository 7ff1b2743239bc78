/** How the window looks on each system and in each theme. */
import { expect, test } from 'vitest'
import { backgroundColor, type WindowLook, windowOptions } from '../../electron/app/window-options.ts'

const icon = {} as Electron.NativeImage
const look: WindowLook = {
  bounds: { width: 1000, height: 700, x: 10, y: 20, maximized: true },
  theme: 'dark',
  systemIsDark: false,
  platform: 'linux',
  preloadFile: '/app/preload.cjs',
  icon
}

test('macOS has its controls inside the page, the others their own frame', () => {
  expect(windowOptions({ ...look, platform: 'darwin' })).toMatchObject({ titleBarStyle: 'hiddenInset' })
  for (const platform of ['linux', 'win32'] as const) expect(windowOptions({ ...look, platform })).not.toHaveProperty('titleBarStyle')
})

test('only Linux needs to be told the picture of the window', () => {
  expect(windowOptions(look).icon).toBe(icon)
  expect(windowOptions({ ...look, platform: 'win32' })).not.toHaveProperty('icon')
})

test('the window takes its place, and is shown when its page is drawn', () => {
  expect(windowOptions(look)).toMatchObject({ x: 10, y: 20, width: 1000, height: 700, minWidth: 700, minHeight: 600, show: false })
})

test.each([
  ['dark', false, '#0d0e11'],
  ['light', true, '#f6f7f9'],
  ['system', true, '#0d0e11'],
  ['system', false, '#f6f7f9'],
  ['contrast', true, '#000000'],
  ['contrast', false, '#ffffff']
] as const)('the theme %s with a dark system: %s begins in %s', (theme, systemIsDark, color) => {
  expect(backgroundColor(theme, systemIsDark)).toBe(color)
})
