/** `ipcMain`: what preloads send. */
import { EventEmitter } from 'node:events'

export const ipcMain = new EventEmitter()

export function deliverIpc(channel: string, event: object, args: readonly unknown[]): void {
  ipcMain.emit(channel, event, ...args)
}
