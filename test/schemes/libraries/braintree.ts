/** Braintree's own library, which has no types. */
import { createRequire } from 'node:module'
import { z } from 'zod'

const isFunction = (value: unknown): boolean => typeof value === 'function'

const librarySchema = z.object({
  BraintreeGateway: z.custom<new (options: object) => unknown>(isFunction),
  Environment: z.custom<{ readonly Sandbox: unknown }>(isFunction)
})

const gatewaySchema = z.object({
  webhookTesting: z.custom<{ sampleNotification(kind: string, id: string): Promise<unknown> }>((value) => typeof value === 'object'),
  webhookNotification: z.custom<{ parse(signature: string, payload: string): Promise<unknown> }>((value) => typeof value === 'object')
})

const [publicKey, privateKey] = ['a_public_key', 'a_private_key']
const { BraintreeGateway, Environment } = librarySchema.parse(createRequire(import.meta.url)('braintree'))
const gateway = gatewaySchema.parse(new BraintreeGateway({ environment: Environment.Sandbox, merchantId: 'none', publicKey, privateKey }))

export const braintree = {
  publicKey,
  privateKey,
  kinds: ['subscription_canceled', 'subscription_went_past_due', 'transaction_disbursed', 'dispute_opened', 'check'],
  sample: async (kind: string): Promise<{ bt_signature: string; bt_payload: string }> =>
    z.object({ bt_signature: z.string(), bt_payload: z.string() }).parse(await gateway.webhookTesting.sampleNotification(kind, 'an_id')),
  kindOf: async (signature: string, payload: string): Promise<string> =>
    z.object({ kind: z.string() }).parse(await gateway.webhookNotification.parse(signature, payload)).kind
}
