/** Which library stands behind which provider, and why the others have none. */
import { expect, test } from 'vitest'
import { schemes } from '../../../electron/core/schemes/registry.ts'
import { libraries } from './libraries.ts'
import { wholeRequestLibraries } from './whole-request-libraries.ts'

/** Asked in tests of their own. */
const elsewhere: Readonly<Record<string, string>> = {
  adyen: '@adyen/api-library',
  'aws-sns': 'sns-validator',
  braintree: 'braintree',
  discord: 'discord-interactions',
  github: '@octokit/webhooks-methods',
  sendgrid: '@sendgrid/eventwebhook',
  'standard-webhooks': 'standardwebhooks',
  stripe: 'stripe'
}

const family = 'signs as Standard Webhooks does, whose library is asked'
const noVerifier = 'its own library on npm does not verify webhooks'
const noLibrary = 'it has no library of its own on npm'
const token = 'it sends a shared secret and signs nothing'
const tooHeavy = 'its library is left out for its weight; its vectors were made with it'
const unmaintained = 'its library is no longer maintained and brings unsafe packages; its vectors were made with it'

const without: Readonly<Record<string, string>> = {
  airtable: noVerifier,
  asana: noVerifier,
  auth0: token,
  'azure-event-grid': token,
  bigcommerce: family,
  bitbucket: noLibrary,
  box: tooHeavy,
  calendly: noLibrary,
  'checkout-com': noVerifier,
  circleci: noLibrary,
  'coinbase-commerce': unmaintained,
  'docker-hub': 'it signs nothing',
  docusign: noVerifier,
  dropbox: noVerifier,
  flutterwave: noVerifier,
  generic: 'it is our own',
  gitlab: family,
  intercom: noVerifier,
  jira: noLibrary,
  'lemon-squeezy': noVerifier,
  mailgun: noVerifier,
  meta: noLibrary,
  'microsoft-graph': token,
  monday: noVerifier,
  netlify: noVerifier,
  okta: token,
  pagerduty: noVerifier,
  paypal: 'its library asks a server of PayPal',
  paystack: noLibrary,
  plaid: 'its library only fetches the key',
  postmark: token,
  quickbooks: noVerifier,
  sentry: noVerifier,
  square: tooHeavy,
  telegram: token,
  trello: noLibrary,
  twitch: noLibrary,
  typeform: noVerifier,
  vercel: noVerifier,
  whatsapp: noLibrary,
  wise: noLibrary,
  woocommerce: noVerifier,
  x: unmaintained,
  xero: noVerifier,
  zendesk: noLibrary,
  zoom: 'its library verifies inside a server of its own; its vectors were made with it'
}

test('every provider is checked against its own library, or it is said why not', () => {
  const covered = new Set([...libraries, ...wholeRequestLibraries].map(({ scheme }) => scheme).concat(Object.keys(elsewhere)))
  const ids = schemes.map(({ id }) => id)
  expect(ids.filter((id) => !covered.has(id) && without[id] === undefined)).toEqual([])
  expect(Object.keys(without).filter((id) => covered.has(id) || !ids.includes(id))).toEqual([])
})
