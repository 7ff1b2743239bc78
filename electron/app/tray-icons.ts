/** The tray's pictures, inside the bundle, for each state and scale. */
import type { NativeImage, nativeImage as NativeImageModule } from 'electron'
import closed from './icons/tray/closed.png?inline'
import closed2 from './icons/tray/closed@2x.png?inline'
import closedTemplate from './icons/tray/closed-template.png?inline'
import closedTemplate2 from './icons/tray/closed-template@2x.png?inline'
import online from './icons/tray/online.png?inline'
import online2 from './icons/tray/online@2x.png?inline'
import onlineTemplate from './icons/tray/online-template.png?inline'
import onlineTemplate2 from './icons/tray/online-template@2x.png?inline'
import problem from './icons/tray/problem.png?inline'
import problem2 from './icons/tray/problem@2x.png?inline'
import problemTemplate from './icons/tray/problem-template.png?inline'
import problemTemplate2 from './icons/tray/problem-template@2x.png?inline'
import type { TrayState } from './tray-menu.ts'

const colored: Record<TrayState, readonly [string, string]> = {
  closed: [closed, closed2],
  online: [online, online2],
  problem: [problem, problem2]
}

const templates: Record<TrayState, readonly [string, string]> = {
  closed: [closedTemplate, closedTemplate2],
  online: [onlineTemplate, onlineTemplate2],
  problem: [problemTemplate, problemTemplate2]
}

/** macOS colours the picture itself, so it gets the shape alone. */
export function trayIcon(state: TrayState, platform: NodeJS.Platform, nativeImage: typeof NativeImageModule): NativeImage {
  const mac = platform === 'darwin'
  const image = nativeImage.createEmpty()
  ;(mac ? templates : colored)[state].forEach((dataURL, index) => image.addRepresentation({ scaleFactor: index + 1, dataURL }))
  image.setTemplateImage(mac)
  return image
}
