/**
 * How providers sign with a shared secret, in as little as a test needs to check it. What signs otherwise has no recipe.
 * test/renderer/fixtures.test.ts checks every line against the scheme of the same id.
 */

export interface SignatureRecipe {
  readonly header: string
  /** Right before a signature in the header; the parts of a header stand apart by commas, semicolons or spaces. */
  readonly lead: string
  readonly algorithm: 'sha1' | 'sha256' | 'sha512'
  readonly encoding: 'hex' | 'base64' | 'base64url'
  /** What is signed, over {id}, {timestamp} and {body}. */
  readonly content: string
  /** A part of the signature header such as `t=`, or a header of its own. */
  readonly timestamp?: { readonly part: string } | { readonly header: string }
  readonly unit?: 'seconds' | 'milliseconds' | 'iso'
  readonly idHeader?: string
  /** The secret is base64 after an optional `whsec_`. */
  readonly decodesSecret?: boolean
  /** What the whole header looks like, over {timestamp} and {signature}. */
  readonly written: string
}

type Short = Partial<SignatureRecipe> & { readonly header: string }

const plain = ({ header, lead = '', ...rest }: Short): SignatureRecipe => ({
  header,
  lead,
  algorithm: 'sha256',
  encoding: 'hex',
  content: '{body}',
  written: `${lead}{signature}`,
  ...rest
})

/** `t=…,v1=…` over `t.body`. */
const listed = (header: string, rest: Partial<SignatureRecipe> = {}): SignatureRecipe =>
  plain({
    header,
    lead: 'v1=',
    timestamp: { part: 't=' },
    content: '{timestamp}.{body}',
    written: 't={timestamp},v1={signature}',
    ...rest
  })

const standard = (prefix: 'webhook' | 'svix', rest: Partial<SignatureRecipe> = {}): SignatureRecipe => ({
  ...plain({
    header: `${prefix}-signature`,
    encoding: 'base64',
    content: '{id}.{timestamp}.{body}',
    timestamp: { header: `${prefix}-timestamp` },
    idHeader: `${prefix}-id`,
    decodesSecret: true,
    ...rest
  }),
  written: 'v1,{signature}'
})

/** `v0:timestamp:body`, with the time in a header of its own. */
const versioned = (header: string, timestampHeader: string): SignatureRecipe =>
  plain({ header, lead: 'v0=', timestamp: { header: timestampHeader }, content: 'v0:{timestamp}:{body}' })

const recipes: Readonly<Record<string, SignatureRecipe>> = {
  stripe: listed('Stripe-Signature'),
  calendly: listed('Calendly-Webhook-Signature'),
  mux: listed('Mux-Signature'),
  workos: listed('WorkOS-Signature', { unit: 'milliseconds', written: 't={timestamp}, v1={signature}' }),
  paddle: listed('Paddle-Signature', {
    lead: 'h1=',
    timestamp: { part: 'ts=' },
    content: '{timestamp}:{body}',
    written: 'ts={timestamp};h1={signature}'
  }),
  'standard-webhooks': standard('webhook'),
  svix: standard('svix'),
  clerk: standard('svix'),
  resend: standard('svix'),
  openai: standard('webhook'),
  slack: versioned('X-Slack-Signature', 'X-Slack-Request-Timestamp'),
  zoom: versioned('x-zm-signature', 'x-zm-request-timestamp'),
  zendesk: plain({
    header: 'X-Zendesk-Webhook-Signature',
    encoding: 'base64',
    timestamp: { header: 'X-Zendesk-Webhook-Signature-Timestamp' },
    unit: 'iso',
    content: '{timestamp}{body}'
  }),
  twitch: plain({
    header: 'Twitch-Eventsub-Message-Signature',
    lead: 'sha256=',
    timestamp: { header: 'Twitch-Eventsub-Message-Timestamp' },
    unit: 'iso',
    idHeader: 'Twitch-Eventsub-Message-Id',
    content: '{id}{timestamp}{body}'
  }),
  github: plain({ header: 'X-Hub-Signature-256', lead: 'sha256=' }),
  meta: plain({ header: 'X-Hub-Signature-256', lead: 'sha256=' }),
  whatsapp: plain({ header: 'X-Hub-Signature-256', lead: 'sha256=' }),
  bitbucket: plain({ header: 'X-Hub-Signature', lead: 'sha256=' }),
  jira: plain({ header: 'X-Hub-Signature', lead: 'sha256=' }),
  notion: plain({ header: 'X-Notion-Signature', lead: 'sha256=' }),
  intercom: plain({ header: 'X-Hub-Signature', lead: 'sha1=', algorithm: 'sha1' }),
  vercel: plain({ header: 'x-vercel-signature', algorithm: 'sha1' }),
  shopify: plain({ header: 'X-Shopify-Hmac-SHA256', encoding: 'base64' }),
  woocommerce: plain({ header: 'X-WC-Webhook-Signature', encoding: 'base64' }),
  typeform: plain({ header: 'Typeform-Signature', lead: 'sha256=', encoding: 'base64' }),
  line: plain({ header: 'x-line-signature', encoding: 'base64' }),
  xero: plain({ header: 'x-xero-signature', encoding: 'base64' }),
  x: plain({ header: 'x-twitter-webhooks-signature', lead: 'sha256=', encoding: 'base64' }),
  paystack: plain({ header: 'x-paystack-signature', algorithm: 'sha512' }),
  razorpay: plain({ header: 'X-Razorpay-Signature' }),
  'lemon-squeezy': plain({ header: 'X-Signature' }),
  dropbox: plain({ header: 'X-Dropbox-Signature' }),
  sentry: plain({ header: 'Sentry-Hook-Signature' }),
  asana: plain({ header: 'X-Hook-Signature' }),
  gocardless: plain({ header: 'Webhook-Signature' }),
  linear: plain({ header: 'Linear-Signature' }),
  'coinbase-commerce': plain({ header: 'X-CC-Webhook-Signature' })
}

export const recipeSchemes: readonly string[] = Object.keys(recipes)

/** Nothing for a scheme that does not sign with a shared secret over headers and body. */
export function recipeFor(scheme: string, options: Readonly<Record<string, unknown>>): SignatureRecipe | undefined {
  return scheme === 'generic' ? genericRecipe(options) : recipes[scheme]
}

/** The plain scheme is whatever its options say. */
function genericRecipe(options: Readonly<Record<string, unknown>>): SignatureRecipe {
  const text = (name: string, otherwise: string): string => {
    const value = options[name]
    return typeof value === 'string' ? value : otherwise
  }
  const content = text('signedContent', '{body}')
  const [algorithm, encoding] = [text('algorithm', 'sha256'), text('encoding', 'hex')]
  return plain({
    header: text('header', 'X-Signature'),
    lead: text('prefix', ''),
    algorithm: algorithm === 'sha1' || algorithm === 'sha512' ? algorithm : 'sha256',
    encoding: encoding === 'base64' || encoding === 'base64url' ? encoding : 'hex',
    content,
    ...(content.includes('{timestamp}') && { timestamp: { header: text('timestampHeader', 'X-Timestamp') } })
  })
}
