import { expect, test } from 'vitest'
import { makeDelivery, openTestStore } from './make-delivery.ts'

test('a delivery is there as it was, once its promise has resolved', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const delivery = makeDelivery(store, { eventId: 'evt_1', eventType: 'invoice.paid' })
  expect(await store.insertDelivery(delivery)).toEqual({ redelivery: 0 })
  const page = await store.listDeliveries({ limit: 10, now: Date.now() })
  expect(page.items.map((item) => item.id)).toEqual([delivery.id])
  const detail = await store.getDelivery(delivery.id)
  expect(detail).toMatchObject({
    id: delivery.id,
    eventId: 'evt_1',
    headers: delivery.headers,
    response: { status: 200 },
    log: delivery.log
  })
  expect(Buffer.from(detail.body.base64, 'base64')).toEqual(Buffer.from(delivery.body))
})
