/** The tunnel is told when the machine changes its network or has slept, also where no desktop tells. */
import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { watchNetwork, type Interfaces } from '../../electron/core/tunnel/watch-network.ts'
import { fakeClock } from '../helpers/fake-clock.ts'

const address = (text: string, internal = false): NetworkInterfaceInfo => ({
  address: text,
  netmask: '',
  family: 'IPv4',
  mac: '',
  internal,
  cidr: null
})

function watch(initial: Interfaces) {
  const clock = fakeClock()
  let interfaces = initial
  const woken: string[] = []
  const stop = watchNetwork({ clock, interfaces: () => interfaces, onWake: (reason) => woken.push(reason) })
  return {
    clock,
    woken,
    stop,
    look: async (next: Interfaces): Promise<void> => {
      interfaces = next
      await clock.advance(5_000)
    }
  }
}

test('another address is told once, the same in another order is not', async () => {
  const { look, woken } = watch({ eth0: [address('10.0.0.5'), address('10.0.0.6')] })
  await look({ eth0: [address('10.0.0.6'), address('10.0.0.5')] })
  expect(woken).toEqual([])
  await look({ wlan0: [address('192.168.1.7')] })
  await look({ wlan0: [address('192.168.1.7')] })
  expect(woken).toEqual(['network'])
})

test('a lost network is not told, its return is', async () => {
  const { look, woken } = watch({ lo: [address('127.0.0.1', true)], eth0: [address('10.0.0.5')] })
  await look({ lo: [address('127.0.0.1', true)] })
  expect(woken).toEqual([])
  await look({ lo: [address('127.0.0.1', true)], eth0: [address('10.0.0.5')] })
  expect(woken).toEqual(['network'])
})

test('a look that comes far too late means that the machine slept', async () => {
  const clock = fakeClock()
  let slept = 0
  const woken: string[] = []
  // The timer of a machine that sleeps fires when it wakes, while the time of day has gone on.
  const sleeping = { now: () => clock.now() + slept, after: clock.after.bind(clock) }
  watchNetwork({ clock: sleeping, interfaces: () => ({}), onWake: (reason) => woken.push(reason) })
  await clock.advance(60_000)
  expect(woken).toEqual([])
  slept = 3_600_000
  await clock.advance(5_000)
  expect(woken).toEqual(['resume'])
  await clock.advance(60_000)
  expect(woken).toEqual(['resume'])
})

test('nothing is looked at after the end', () => {
  const { clock, stop } = watch({})
  expect(clock.pending).toBe(1)
  stop()
  expect(clock.pending).toBe(0)
})
