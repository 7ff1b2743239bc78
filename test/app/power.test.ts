/** The tunnel is told when the machine wakes up or changes its network. */
import { EventEmitter } from 'node:events'
import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { watchWaking } from '../../electron/app/power.ts'

type Interfaces = Partial<Record<string, NetworkInterfaceInfo[]>>

const address = (text: string, internal = false): NetworkInterfaceInfo => ({
  address: text,
  netmask: '',
  family: 'IPv4',
  mac: '',
  internal,
  cidr: null
})

function watch(initial: Interfaces) {
  let interfaces = initial
  let tick: (() => void) | undefined
  const woken: string[] = []
  const powerMonitor = new EventEmitter()
  const stop = watchWaking({
    powerMonitor: powerMonitor as Electron.PowerMonitor,
    clock: {
      now: () => 0,
      after(_ms, task) {
        tick = task
        return () => (tick = undefined)
      }
    },
    tunnel: { wake: (reason) => woken.push(reason) },
    interfaces: () => interfaces
  })
  return {
    woken,
    powerMonitor,
    stop,
    pending: () => tick !== undefined,
    look: (next: Interfaces): void => {
      interfaces = next
      tick?.()
    }
  }
}

test('waking up is told', () => {
  const { powerMonitor, woken } = watch({})
  powerMonitor.emit('resume')
  expect(woken).toEqual(['resume'])
})

test('another address is told once, the same in another order is not', () => {
  const { look, woken } = watch({ eth0: [address('10.0.0.5'), address('10.0.0.6')] })
  look({ eth0: [address('10.0.0.6'), address('10.0.0.5')] })
  expect(woken).toEqual([])
  look({ wlan0: [address('192.168.1.7')] })
  look({ wlan0: [address('192.168.1.7')] })
  expect(woken).toEqual(['network'])
})

test('a lost network is not told, its return is', () => {
  const { look, woken } = watch({ lo: [address('127.0.0.1', true)], eth0: [address('10.0.0.5')] })
  look({ lo: [address('127.0.0.1', true)] })
  expect(woken).toEqual([])
  look({ lo: [address('127.0.0.1', true)], eth0: [address('10.0.0.5')] })
  expect(woken).toEqual(['network'])
})

test('nothing is looked at after the end', () => {
  const { stop, pending } = watch({})
  expect(pending()).toBe(true)
  stop()
  expect(pending()).toBe(false)
})
