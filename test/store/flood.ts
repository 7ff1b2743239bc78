/** Run by flood-process.ts: stores deliveries in the folder named on its command line, until it is killed. */
import { createHash, randomBytes } from 'node:crypto'
import { openStore } from '../../electron/core/store/open-store.ts'
import { makeDelivery, wideRetention } from './make-delivery.ts'

const store = await openStore({
  dataFolder: process.argv[2] ?? '',
  retention: wideRetention,
  durability: 'normal',
  onEvent: () => undefined
})

async function sendForEver(): Promise<never> {
  for (;;) {
    const body = randomBytes(1 + Math.floor(Math.random() * 4000))
    const delivery = makeDelivery(store, { body, eventId: `evt_${Math.floor(Math.random() * 1000)}` })
    await store.insertDelivery(delivery)
    process.stdout.write(`${delivery.id} ${createHash('sha256').update(body).digest('hex')}\n`)
  }
}

await Promise.all(Array.from({ length: 32 }, sendForEver))
