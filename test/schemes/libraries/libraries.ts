/** The libraries that can be asked without a network, and need little more than the body. */
import { validateSignature } from '@line/bot-sdk'
import { LinearWebhookClient } from '@linear/sdk/webhooks'
import Mux from '@mux/mux-node'
import { signWebhookPayload, verifyWebhookSignature } from '@notionhq/client'
import { Environment, Paddle } from '@paddle/paddle-node-sdk'
import { webhooks as polar } from '@polar-sh/sdk/2026-04'
import { encodeSignatureHeader, isValidSignature } from '@sanity/webhook'
import { verifySlackRequest } from '@slack/bolt'
import { WorkOS } from '@workos-inc/node'
import { verifySignature } from 'gocardless-nodejs/webhooks'
import { createSecretKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { SignatureValidator } from 'mollie-api-typescript/utils/webhooks/signature_validator.js'
import OpenAI from 'openai'
import Razorpay from 'razorpay'
import { Resend } from 'resend'
import { Webhook as SvixWebhook } from 'svix'
import twilio from 'twilio'
import { z } from 'zod'
import { headerOf, pairsOf, passes, textOf, type Library, type Message } from './library.ts'

const standardSecret = 'whsec_c3RhbmRhcmQtd2ViaG9va3MtdGVzdC1rZXktMDAwMSE='
const svix = new SvixWebhook(standardSecret)
const mux = new Mux({ tokenId: 'none', tokenSecret: 'none' })
const paddle = new Paddle('none', { environment: Environment.sandbox })
const workos = new WorkOS('sk_none')
const resend = new Resend('re_none')
const openai = new OpenAI({ apiKey: 'none', webhookSecret: standardSecret })
const slackSecret = '8f742231b10e8888abcd99yyyzzz85a5'
const linear = new LinearWebhookClient('lin_wh_secret')

// It has no types of its own.
const messagebirdSchema = z.object({
  verify: z.custom<(url: string, body: Buffer, token: string, key: unknown) => Promise<unknown>>((value) => typeof value === 'function')
})
const messagebird = messagebirdSchema.parse(createRequire(import.meta.url)('messagebird/lib/webhook-signature-jwt'))

async function isPolars(message: Message, secret: string): Promise<boolean> {
  try {
    await polar.validateEvent(textOf(message), Object.fromEntries(message.headers), secret)
    return true
  } catch (error) {
    // The signature is looked at first, and then whether the event is one that it knows.
    return !(error instanceof polar.PolarWebhookVerificationError)
  }
}

const svixHeaders = (message: Message) => ({
  'svix-id': headerOf(message, 'svix-id'),
  'svix-timestamp': headerOf(message, 'svix-timestamp'),
  'svix-signature': headerOf(message, 'svix-signature')
})

export const libraries: readonly Library[] = [
  {
    scheme: 'svix',
    secret: standardSecret,
    reads: 'json',
    accepts: (message) => passes(() => svix.verify(textOf(message), svixHeaders(message))),
    sign: (message, nowMs) => [
      ['svix-id', 'msg_1'],
      ['svix-timestamp', String(Math.floor(nowMs / 1000))],
      ['svix-signature', svix.sign('msg_1', new Date(Math.floor(nowMs / 1000) * 1000), textOf(message))]
    ]
  },
  {
    scheme: 'resend',
    secret: standardSecret,
    reads: 'json',
    accepts: (message) => {
      const [id, timestamp, signature] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) => headerOf(message, name))
      const headers = { id: id ?? '', timestamp: timestamp ?? '', signature: signature ?? '' }
      return passes(() => resend.webhooks.verify({ payload: textOf(message), headers, webhookSecret: standardSecret }))
    }
  },
  {
    scheme: 'openai',
    secret: standardSecret,
    reads: 'text',
    accepts: (message) => passes(() => openai.webhooks.verifySignature(textOf(message), new Headers(pairsOf(message))))
  },
  {
    scheme: 'polar',
    secret: 'a secret of Polar',
    reads: 'text',
    accepts: (message) => isPolars(message, 'a secret of Polar')
  },
  {
    scheme: 'polar',
    name: 'polar, secrets since September 2026',
    secret: standardSecret,
    reads: 'text',
    accepts: (message) => isPolars(message, standardSecret),
    sign: (message, nowMs) => [
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(Math.floor(nowMs / 1000))],
      // Polar signs these as the standard's library does.
      ['webhook-signature', svix.sign('msg_1', new Date(Math.floor(nowMs / 1000) * 1000), textOf(message))]
    ]
  },
  {
    scheme: 'slack',
    secret: slackSecret,
    reads: 'text',
    accepts: (message) =>
      passes(() =>
        verifySlackRequest({
          signingSecret: slackSecret,
          body: textOf(message),
          headers: {
            'x-slack-signature': headerOf(message, 'x-slack-signature'),
            'x-slack-request-timestamp': Number(headerOf(message, 'x-slack-request-timestamp'))
          }
        })
      )
  },
  {
    scheme: 'line',
    secret: 'a channel secret of LINE',
    reads: 'bytes',
    accepts: (message) => validateSignature(Buffer.from(message.body), 'a channel secret of LINE', headerOf(message, 'x-line-signature'))
  },
  {
    scheme: 'mollie',
    secret: 'a signing secret of Mollie',
    reads: 'text',
    accepts: (message) =>
      passes(() => SignatureValidator.validate(textOf(message), 'a signing secret of Mollie', headerOf(message, 'x-mollie-signature'))),
    sign: async (message) => [
      ['X-Mollie-Signature', `sha256=${await SignatureValidator.createSignature(textOf(message), 'a signing secret of Mollie')}`]
    ]
  },
  {
    scheme: 'mux',
    secret: 'a secret of Mux',
    reads: 'text',
    accepts: (message) =>
      passes(() =>
        mux.webhooks.verifySignature(textOf(message), { 'mux-signature': headerOf(message, 'mux-signature') }, 'a secret of Mux')
      )
  },
  {
    scheme: 'sanity',
    secret: 'a secret of Sanity',
    reads: 'text but none empty',
    accepts: (message) => isValidSignature(textOf(message), headerOf(message, 'sanity-webhook-signature'), 'a secret of Sanity'),
    sign: async (message, nowMs) => [
      ['sanity-webhook-signature', await encodeSignatureHeader(textOf(message), nowMs, 'a secret of Sanity')]
    ]
  },
  {
    scheme: 'notion',
    secret: 'secret_of_notion',
    reads: 'bytes',
    accepts: ({ body, headers }) =>
      verifyWebhookSignature({
        body,
        signature: headers.find(([name]) => name === 'X-Notion-Signature')?.[1],
        verificationToken: 'secret_of_notion'
      }),
    sign: async ({ body }) => [['X-Notion-Signature', await signWebhookPayload({ body, verificationToken: 'secret_of_notion' })]]
  },
  {
    scheme: 'paddle',
    secret: 'pdl_ntfset_secret',
    reads: 'text but none empty',
    accepts: (message) => paddle.webhooks.isSignatureValid(textOf(message), 'pdl_ntfset_secret', headerOf(message, 'paddle-signature'))
  },
  {
    scheme: 'workos',
    secret: 'a secret of WorkOS',
    // It signs the body as it would write it anew.
    reads: 'json',
    accepts: (message) =>
      passes(() =>
        workos.webhooks.constructEvent({
          payload: z.record(z.string(), z.unknown()).parse(JSON.parse(textOf(message))),
          sigHeader: headerOf(message, 'workos-signature'),
          secret: 'a secret of WorkOS'
        })
      )
  },
  {
    scheme: 'linear',
    secret: 'lin_wh_secret',
    // The time stands in the body.
    reads: 'json',
    accepts: (message) => passes(() => linear.verify(Buffer.from(message.body), headerOf(message, 'linear-signature')))
  },
  {
    scheme: 'razorpay',
    secret: 'a secret of Razorpay',
    reads: 'text',
    accepts: (message) =>
      Razorpay.validateWebhookSignature(textOf(message), headerOf(message, 'x-razorpay-signature'), 'a secret of Razorpay')
  },
  {
    scheme: 'gocardless',
    secret: 'a secret of GoCardless',
    reads: 'bytes',
    accepts: (message) => passes(() => verifySignature(message.body, 'a secret of GoCardless', headerOf(message, 'webhook-signature')))
  },
  {
    scheme: 'twilio',
    secret: '12345678901234567890123456789012',
    reads: 'text but none empty',
    accepts: (message) =>
      twilio.validateRequestWithBody(
        '12345678901234567890123456789012',
        headerOf(message, 'x-twilio-signature'),
        message.address,
        textOf(message)
      )
  },
  {
    scheme: 'messagebird',
    secret: 'a signing key of MessageBird',
    reads: 'bytes',
    accepts: (message) => {
      const key = createSecretKey(Buffer.from('a signing key of MessageBird'))
      return passes(() =>
        messagebird.verify(message.address, Buffer.from(message.body), headerOf(message, 'messagebird-signature-jwt'), key)
      )
    }
  }
]
