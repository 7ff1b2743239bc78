/** Hands the page its port: the one way from the interface into the product. */
import { RPCHandler } from '@orpc/server/message-port'
import type { IpcMain, IpcMainEvent, MessageChannelMain, MessagePortMain, WebContents } from 'electron'
import type { App } from '../core/app.ts'
import type { Log } from '../core/log.ts'
import { errorInterceptor } from '../host/error-answer.ts'
import type { OwnPage } from './own-page.ts'

/** The names are known to the preload too, which must stay one file without imports of ours. */
const connectChannel = 'hooklab:connect'
const portChannel = 'hooklab:port'

export interface BridgeParts {
  readonly ipcMain: Pick<IpcMain, 'on'>
  readonly router: App['router']
  readonly page: OwnPage
  readonly log: Log
  /** The window that may ask. */
  readonly ownContents: () => WebContents | undefined
  readonly makeChannel: () => MessageChannelMain
  readonly onConnected: () => void
}

/** Answers each page load of our own window with a fresh port; the former one is closed. Everyone else is refused and logged. */
export function serveBridge(parts: BridgeParts): void {
  const { ipcMain, router, page, log, ownContents, makeChannel, onConnected } = parts
  const handler = new RPCHandler(router, { clientInterceptors: [errorInterceptor(log)] })
  let former: MessagePortMain | undefined
  ipcMain.on(connectChannel, (event) => {
    const refusal = refuseSender(event, ownContents(), page)
    if (refusal !== undefined || event.senderFrame === null) {
      return log.warn('bridge.refused', { reason: refusal ?? 'the frame is gone', url: event.senderFrame?.url.slice(0, 200) })
    }
    former?.close()
    const { port1, port2 } = makeChannel()
    former = port1
    handler.upgrade(port1)
    port1.start()
    event.senderFrame.postMessage(portChannel, null, [port2])
    onConnected()
  })
}

/** Why a sender may not have a port; nothing when it may. */
function refuseSender(event: IpcMainEvent, own: WebContents | undefined, page: OwnPage): string | undefined {
  const frame = event.senderFrame
  if (frame === null) return 'the frame is gone'
  if (own === undefined || event.sender !== own) return 'another window'
  if (frame !== own.mainFrame || frame.parent !== null) return 'not the main frame'
  if (!page.isOwn(frame.url)) return 'another page'
  return undefined
}
