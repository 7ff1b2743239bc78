/**
 * A double of the module `electron`: as much of it as the app uses, with a real Chromium for the pages. It runs the built main
 * and preload bundles where no Electron runtime can be had. It is not Electron, and a test that uses it says nothing about the
 * sandbox, the fuses or the native look.
 */
import './controls.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { MessageChannelMain } from './message-ports.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { clipboard, dialog, Menu, nativeImage, nativeTheme, Notification, powerMonitor, screen, session, shell, Tray } from './surfaces.ts'
