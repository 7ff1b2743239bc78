/** Libraries that look at more than the body: address, method, or headers of their own. */
import { verifyWebhook } from '@clerk/backend/webhooks'
import { signRequest, verifyRequest } from '@contentful/node-apps-toolkit'
import { Signature } from '@hubspot/api-client'
import '@shopify/shopify-api/adapters/web-api'
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api'
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { headerOf, pairsOf, passes, textOf, type Library, type Message } from './library.ts'

const clerkSecret = 'whsec_c3RhbmRhcmQtd2ViaG9va3MtdGVzdC1rZXktMDAwMSE='
const contentfulSecret = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
const hubspotSecret = 'a client secret of HubSpot'
const shopifySecret = 'shpss_a_client_secret'
const shopifyEventsHeader = 'shopify-hmac-sha256'

const shopify = shopifyApi({
  apiKey: 'none',
  apiSecretKey: shopifySecret,
  apiVersion: ApiVersion.October26,
  hostName: 'hooks.example.com',
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error, log: () => Promise.resolve() }
})

const shopifyTopic: readonly HeaderPair[] = [
  ['X-Shopify-Topic', 'orders/create'],
  ['X-Shopify-Shop-Domain', 'a.myshopify.com'],
  ['X-Shopify-API-Version', '2026-10'],
  ['X-Shopify-Webhook-Id', 'webhook-1']
]
const shopifyEvent: readonly HeaderPair[] = [
  ['shopify-topic', 'Product'],
  ['shopify-shop-domain', 'a.myshopify.com'],
  ['shopify-api-version', '2026-10'],
  ['shopify-webhook-id', 'webhook-1'],
  ['shopify-event-id', 'event-1'],
  [shopifyEventsHeader, '']
]

export const wholeRequestLibraries: readonly Library[] = [
  {
    scheme: 'clerk',
    secret: clerkSecret,
    reads: 'json',
    accepts: (message) => passes(() => verifyWebhook(requestOf(message), { signingSecret: clerkSecret }))
  },
  {
    scheme: 'contentful',
    secret: contentfulSecret,
    reads: 'text',
    headers: [['x-contentful-topic', 'ContentManagement.Entry.publish']],
    accepts: (message) =>
      passes(() => {
        if (!verifyRequest(contentfulSecret, canonicalRequest(message), 30)) throw new Error('refused')
      }),
    sign: (message, nowMs) => Object.entries(signRequest(contentfulSecret, canonicalRequest(message), nowMs)).map(asPair)
  },
  hubspot('v1'),
  hubspot('v2'),
  hubspot('v3'),
  {
    scheme: 'shopify',
    name: 'shopify webhooks',
    secret: shopifySecret,
    reads: 'text but none empty',
    headers: shopifyTopic,
    accepts: isShopifys
  },
  {
    scheme: 'shopify',
    name: 'shopify events',
    secret: shopifySecret,
    reads: 'text but none empty',
    headers: shopifyEvent,
    accepts: isShopifys
  }
]

function hubspot(version: 'v1' | 'v2' | 'v3'): Library {
  const header = version === 'v3' ? 'X-HubSpot-Signature-v3' : 'X-HubSpot-Signature'
  const signed = ({ address, body }: Message, timestamp: number, signature = '') => ({
    method: 'POST',
    url: address,
    clientSecret: hubspotSecret,
    requestBody: Buffer.from(body).toString('utf8'),
    timestamp,
    signature
  })
  return {
    scheme: 'hubspot',
    name: `hubspot ${version}`,
    secret: hubspotSecret,
    reads: 'text',
    headers:
      version === 'v3'
        ? []
        : [
            ['X-HubSpot-Signature-Version', version],
            ['X-HubSpot-Signature', '']
          ],
    accepts: (message) => {
      const timestamp = Number(headerOf(message, 'X-HubSpot-Request-Timestamp'))
      return Signature.isValid({ ...signed(message, timestamp, headerOf(message, header)), signatureVersion: version })
    },
    sign: (message, nowMs) => [
      ['X-HubSpot-Signature-Version', version],
      ['X-HubSpot-Request-Timestamp', String(nowMs)],
      [header, Signature.getSignature('POST', version, signed(message, nowMs))]
    ]
  }
}

async function isShopifys(message: Message): Promise<boolean> {
  const { valid } = await shopify.webhooks.validate({ rawBody: textOf(message), rawRequest: requestOf(message) })
  return valid
}

function requestOf(message: Message): Request {
  return new Request(message.address, { method: 'POST', headers: pairsOf(message), body: Buffer.from(message.body) })
}

function canonicalRequest(message: Message) {
  const { pathname, search } = new URL(message.address)
  const headers = Object.fromEntries(message.headers.map(([name, value]) => [name.toLowerCase(), value]))
  return { method: 'POST' as const, path: pathname + search, headers, body: textOf(message) }
}

function asPair([name, value]: [string, unknown]): HeaderPair {
  return [name, String(value)]
}
