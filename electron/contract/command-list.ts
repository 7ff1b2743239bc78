/**
 * Every command of the interface, once: the native menu, the palette, the shortcut list and tooltips all read it.
 * Plain data without imports, so that the renderer may bundle it; what a command does is the interface's business.
 */

export interface Command {
  /** Stable, `area.verb`. */
  readonly id: string
  readonly title: string
  /** The native menu that it stands in. */
  readonly menu: 'file' | 'edit' | 'view' | 'delivery' | 'endpoint' | 'tunnel' | 'help'
  /** Commands of one group stand together in a menu; a line parts it from the next. */
  readonly group: string
  /** A chord that works anywhere, in Electron's spelling: `CmdOrCtrl` is Command on macOS and Control elsewhere. */
  readonly accelerator?: string
  /** A single key (as `KeyboardEvent.key`) that works only with focus in the delivery list, and can be turned off. */
  readonly key?: string
}

export const commandList = [
  { id: 'endpoint.create', title: 'New endpoint…', menu: 'file', group: 'new', accelerator: 'CmdOrCtrl+N' },
  { id: 'sample.send', title: 'Send a test delivery…', menu: 'file', group: 'new', accelerator: 'CmdOrCtrl+T' },
  { id: 'deliveries.export', title: 'Export deliveries…', menu: 'file', group: 'export', accelerator: 'CmdOrCtrl+Shift+E' },
  { id: 'deliveries.export-selected', title: 'Export the selected deliveries', menu: 'file', group: 'export' },
  { id: 'settings.open', title: 'Settings…', menu: 'file', group: 'settings', accelerator: 'CmdOrCtrl+,' },
  { id: 'pane.close', title: 'Close pane', menu: 'file', group: 'close', accelerator: 'CmdOrCtrl+W' },

  { id: 'filter.focus', title: 'Filter deliveries', menu: 'edit', group: 'find', accelerator: 'CmdOrCtrl+F', key: '/' },
  { id: 'filter.clear', title: 'Clear the filter', menu: 'edit', group: 'find', accelerator: 'CmdOrCtrl+Shift+F' },
  { id: 'filter.save', title: 'Save the filter…', menu: 'edit', group: 'find' },

  { id: 'palette.open', title: 'Command palette…', menu: 'view', group: 'palette', accelerator: 'CmdOrCtrl+K' },
  { id: 'list.pause', title: 'Pause or resume the list', menu: 'view', group: 'list', accelerator: 'CmdOrCtrl+P', key: 'p' },
  { id: 'list.follow', title: 'Jump to the newest delivery', menu: 'view', group: 'list', accelerator: 'CmdOrCtrl+J', key: 'g' },
  { id: 'list.focus', title: 'Focus the delivery list', menu: 'view', group: 'list', accelerator: 'CmdOrCtrl+L' },
  { id: 'tab.previous', title: 'Previous tab', menu: 'view', group: 'tabs', accelerator: 'CmdOrCtrl+[', key: '[' },
  { id: 'tab.next', title: 'Next tab', menu: 'view', group: 'tabs', accelerator: 'CmdOrCtrl+]', key: ']' },
  { id: 'sidebar.toggle', title: 'Show or hide the sidebar', menu: 'view', group: 'panes', accelerator: 'CmdOrCtrl+B' },
  { id: 'detail.position', title: 'Detail on the right or below', menu: 'view', group: 'panes', accelerator: 'CmdOrCtrl+Shift+D' },
  { id: 'theme.system', title: 'Theme: system', menu: 'view', group: 'theme' },
  { id: 'theme.dark', title: 'Theme: dark', menu: 'view', group: 'theme' },
  { id: 'theme.light', title: 'Theme: light', menu: 'view', group: 'theme' },
  { id: 'theme.contrast', title: 'Theme: high contrast', menu: 'view', group: 'theme' },

  { id: 'delivery.next', title: 'Next delivery', menu: 'delivery', group: 'move', accelerator: 'CmdOrCtrl+Alt+Down', key: 'j' },
  { id: 'delivery.previous', title: 'Previous delivery', menu: 'delivery', group: 'move', accelerator: 'CmdOrCtrl+Alt+Up', key: 'k' },
  { id: 'delivery.open', title: 'Open the delivery', menu: 'delivery', group: 'move', key: 'Enter' },
  { id: 'delivery.resend', title: 'Resend', menu: 'delivery', group: 'send', accelerator: 'CmdOrCtrl+R', key: 'r' },
  { id: 'delivery.resign', title: 'Re-sign and resend', menu: 'delivery', group: 'send', accelerator: 'CmdOrCtrl+Shift+R', key: 'R' },
  { id: 'delivery.resend-original', title: 'Resend as it came', menu: 'delivery', group: 'send', key: 'o' },
  { id: 'delivery.edit', title: 'Edit and resend…', menu: 'delivery', group: 'send', accelerator: 'CmdOrCtrl+E', key: 'e' },
  { id: 'delivery.resend-fault', title: 'Resend with a fault…', menu: 'delivery', group: 'send', accelerator: 'CmdOrCtrl+Alt+R' },
  { id: 'deliveries.replay', title: 'Replay what the filter matches…', menu: 'delivery', group: 'replay', key: 'P' },
  { id: 'retries.show', title: 'Pending retries…', menu: 'delivery', group: 'replay', key: 'w' },
  { id: 'list.select-all', title: 'Select all deliveries in the list', menu: 'delivery', group: 'compare' },
  { id: 'delivery.compare', title: 'Compare…', menu: 'delivery', group: 'compare', key: 'd' },
  { id: 'delivery.copy-curl', title: 'Copy as cURL', menu: 'delivery', group: 'copy', accelerator: 'CmdOrCtrl+Shift+C', key: 'c' },
  { id: 'delivery.copy-as', title: 'Copy as…', menu: 'delivery', group: 'copy', key: 'C' },
  { id: 'delivery.star', title: 'Star or unstar', menu: 'delivery', group: 'keep', accelerator: 'CmdOrCtrl+D', key: 's' },
  { id: 'delivery.delete', title: 'Delete the delivery', menu: 'delivery', group: 'remove', key: 'Delete' },
  { id: 'deliveries.clear', title: 'Clear all deliveries…', menu: 'delivery', group: 'remove', accelerator: 'CmdOrCtrl+Shift+Backspace' },

  { id: 'endpoint.edit', title: 'Edit the endpoint…', menu: 'endpoint', group: 'edit', accelerator: 'CmdOrCtrl+Shift+,' },
  { id: 'endpoint.copy-url', title: 'Copy the local URL', menu: 'endpoint', group: 'copy', accelerator: 'CmdOrCtrl+Shift+L' },
  { id: 'faults.open', title: 'Faults…', menu: 'endpoint', group: 'faults', accelerator: 'CmdOrCtrl+Shift+G' },
  { id: 'faults.add', title: 'New fault rule…', menu: 'endpoint', group: 'faults' },
  { id: 'faults.on', title: 'Let faults act', menu: 'endpoint', group: 'faults' },
  { id: 'faults.off', title: 'Turn all faults off', menu: 'endpoint', group: 'faults', accelerator: 'CmdOrCtrl+Shift+X' },
  { id: 'check.open', title: 'Check a handler…', menu: 'endpoint', group: 'check', accelerator: 'CmdOrCtrl+Shift+K' },
  { id: 'checks.show', title: 'Handler checks', menu: 'endpoint', group: 'check' },

  { id: 'tunnel.show', title: 'Tunnel…', menu: 'tunnel', group: 'show', accelerator: 'CmdOrCtrl+U' },
  { id: 'tunnel.open', title: 'Open the tunnel', menu: 'tunnel', group: 'state', accelerator: 'CmdOrCtrl+Shift+O' },
  { id: 'tunnel.close', title: 'Close the tunnel', menu: 'tunnel', group: 'state' },
  { id: 'tunnel.go-back', title: 'Go back to the wished tunnel', menu: 'tunnel', group: 'state', accelerator: 'CmdOrCtrl+Shift+H' },
  { id: 'tunnel.block', title: 'Block everything at the public URL', menu: 'tunnel', group: 'exposure', accelerator: 'CmdOrCtrl+Shift+B' },
  { id: 'tunnel.unblock', title: 'Unblock the public URL', menu: 'tunnel', group: 'exposure', accelerator: 'CmdOrCtrl+Shift+Y' },
  { id: 'tunnel.exposure', title: 'What the public URL lets through…', menu: 'tunnel', group: 'exposure' },
  {
    id: 'tunnel.self-test',
    title: 'Test the tunnel with a signed sample',
    menu: 'tunnel',
    group: 'test',
    accelerator: 'CmdOrCtrl+Shift+U'
  },
  { id: 'tunnel.check', title: 'Check the tunnel now', menu: 'tunnel', group: 'test' },
  { id: 'tunnel.show-code', title: 'QR code of the public URL…', menu: 'tunnel', group: 'copy' },
  { id: 'tunnel.copy-log', title: 'Copy the tunnel log', menu: 'tunnel', group: 'copy' },
  { id: 'tunnel.copy-url', title: 'Copy the public URL', menu: 'tunnel', group: 'copy', accelerator: 'CmdOrCtrl+Shift+P' },

  { id: 'shortcuts.show', title: 'Keyboard shortcuts', menu: 'help', group: 'help', accelerator: 'CmdOrCtrl+/', key: '?' }
] as const satisfies readonly Command[]

export type CommandId = (typeof commandList)[number]['id']
