/** What the app shows outside of its pages, and what the system tells it: recorded, and steered by the test. */
import { EventEmitter } from 'node:events'
import { readConfiguration } from './configuration.ts'
import { preventable } from './preventable.ts'

export interface MenuItemTemplate {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly enabled?: boolean
  readonly checked?: boolean
  readonly click?: () => void
  readonly submenu?: readonly MenuItemTemplate[]
}

export class Menu {
  static applicationMenu: Menu | undefined
  readonly template: readonly MenuItemTemplate[]

  constructor(template: readonly MenuItemTemplate[]) {
    this.template = template
  }
  static buildFromTemplate = (template: readonly MenuItemTemplate[]): Menu => new Menu(template)
  static setApplicationMenu = (menu: Menu): void => void (Menu.applicationMenu = menu)

  find(id: string, items: readonly MenuItemTemplate[] = this.template): MenuItemTemplate | undefined {
    for (const item of items) {
      const found = item.id === id ? item : this.find(id, item.submenu ?? [])
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** A picture must be a real PNG: a wrong path or type would be an empty icon in Electron. */
class NativeImage {
  readonly representations: { readonly scaleFactor: number; readonly dataURL: string }[] = []
  isTemplate = false

  addRepresentation = ({ scaleFactor = 1, dataURL = '' }: { readonly scaleFactor?: number; readonly dataURL?: string }): void => {
    if (!dataURL.startsWith('data:image/png;base64,iVBORw0KGgo')) throw new Error(`Not a PNG: ${dataURL.slice(0, 40)}`)
    this.representations.push({ scaleFactor, dataURL })
  }
  setTemplateImage = (on: boolean): void => void (this.isTemplate = on)
}

export const nativeImage = {
  createEmpty: (): NativeImage => new NativeImage(),
  createFromDataURL: (dataURL: string): NativeImage => {
    const image = new NativeImage()
    image.addRepresentation({ dataURL })
    return image
  }
}

export class Tray extends EventEmitter {
  static current: Tray | undefined
  image: NativeImage
  toolTip = ''
  menu: Menu | undefined

  constructor(image: NativeImage) {
    super()
    this.image = image
    Tray.current = this
  }
  setImage = (image: NativeImage): void => void (this.image = image)
  setToolTip = (text: string): void => void (this.toolTip = text)
  setContextMenu = (menu: Menu): void => void (this.menu = menu)
  destroy = (): void => void (Tray.current = undefined)
}

export class Notification extends EventEmitter {
  static readonly shown: Notification[] = []
  static isSupported = (): boolean => true
  readonly text: { readonly title: string; readonly body: string }

  constructor(text: { readonly title: string; readonly body: string }) {
    super()
    this.text = text
  }
  show = (): void => void Notification.shown.push(this)
}

export const dialogsShown: { readonly title: string; readonly text: string }[] = []

export const dialog = {
  showErrorBox: (title: string, text: string): void => {
    dialogsShown.push({ title, text })
    process.stderr.write(`[error box] ${title}: ${text}\n`)
  },
  showMessageBox: ({ message, detail = '' }: { readonly message: string; readonly detail?: string }) => {
    dialogsShown.push({ title: message, text: detail })
    return Promise.resolve({ response: readConfiguration().messageBoxAnswer, checkboxChecked: false })
  }
}

export const openedExternally: string[] = []
export const shell = { openExternal: (url: string): Promise<void> => Promise.resolve(void openedExternally.push(url)) }

let clipboardText = ''
export const clipboard = {
  writeText: (text: string): Promise<void> => Promise.resolve(void (clipboardText = text)),
  readText: (): string => clipboardText
}

export const powerMonitor = new EventEmitter()

export const screen = {
  getPrimaryDisplay: () => readConfiguration().displays[0],
  getAllDisplays: () => readConfiguration().displays
}

class NativeTheme extends EventEmitter {
  #source = 'system'
  get themeSource(): string {
    return this.#source
  }
  set themeSource(source: string) {
    this.#source = source
    this.emit('updated', preventable({}))
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? readConfiguration().systemIsDark : this.#source === 'dark'
  }
}
export const nativeTheme = new NativeTheme()

type PermissionDetails = { readonly isMainFrame: boolean }
type RequestHandler = (contents: unknown, permission: string, callback: (granted: boolean) => void, details: PermissionDetails) => void
type CheckHandler = (contents: unknown, permission: string, origin: string, details: PermissionDetails) => boolean

export const session = {
  defaultSession: {
    permissionRequest: undefined as RequestHandler | undefined,
    permissionCheck: undefined as CheckHandler | undefined,
    setPermissionRequestHandler(handler: RequestHandler): void {
      this.permissionRequest = handler
    },
    setPermissionCheckHandler(handler: CheckHandler): void {
      this.permissionCheck = handler
    },
    setDevicePermissionHandler(): void {}
  }
}
