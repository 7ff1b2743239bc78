/** The tunnel is told when the machine wakes up. */
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { watchWaking } from '../../electron/app/power.ts'

test.for(['resume', 'unlock-screen'])('%s is told', (event) => {
  const powerMonitor = new EventEmitter()
  const woken: string[] = []
  watchWaking({ powerMonitor: powerMonitor as Electron.PowerMonitor, tunnel: { wake: (reason) => woken.push(reason) } })
  powerMonitor.emit(event)
  expect(woken).toEqual(['resume'])
})
