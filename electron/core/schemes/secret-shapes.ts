/** What well-known secrets and keys look like, so that a wrong paste is noticed before a delivery fails. */

interface SecretShape {
  readonly pattern: RegExp
  /** What it is, as it reads after "This looks like". */
  readonly name: string
  /** The schemes for which it is right; none for keys that never verify a webhook. */
  readonly schemes: readonly string[]
}

const standard = ['standard-webhooks', 'svix', 'clerk', 'resend', 'openai', 'gitlab', 'stripe']

const shapes: readonly SecretShape[] = [
  { pattern: /^whsec_/, name: 'a signing secret of Stripe or Standard Webhooks', schemes: standard },
  { pattern: /^wh[sp]k_/, name: 'a key of Standard Webhooks', schemes: ['standard-webhooks'] },
  { pattern: /^pdl_ntfset_/, name: 'an endpoint secret of Paddle', schemes: ['paddle'] },
  { pattern: /^lin_wh_/, name: 'a signing secret of Linear', schemes: ['linear'] },
  { pattern: /^shpss_/, name: 'a client secret of Shopify', schemes: ['shopify'] },
  { pattern: /^polar_whs_/, name: 'a signing secret of Polar', schemes: ['polar'] },
  { pattern: /^(sk|pk)_(test|live)_\w{20,60}$/, name: 'an API key of Stripe or Paystack', schemes: ['paystack'] },
  { pattern: /^rk_(test|live)_/, name: 'a restricted API key of Stripe', schemes: [] },
  { pattern: /^(gh[pousr]_|github_pat_)/, name: 'an access token of GitHub', schemes: [] },
  { pattern: /^glpat-/, name: 'an access token of GitLab', schemes: [] },
  { pattern: /^xox[abeoprs]-|^xapp-/, name: 'a token of Slack', schemes: [] },
  { pattern: /^SG\.[\w-]{10,}\.[\w-]{10,}$/, name: 'an API key of SendGrid', schemes: [] },
  { pattern: /^re_\w{8}_\w+$/, name: 'an API key of Resend', schemes: [] },
  { pattern: /^sk-(proj-|svcacct-)?[\w-]{20,}$/, name: 'an API key of OpenAI', schemes: [] },
  { pattern: /^(AKIA|ASIA)[A-Z0-9]{16}$/, name: 'an access key of AWS', schemes: [] },
  { pattern: /^shp(at|ca|pa)_/, name: 'an access token of Shopify', schemes: [] },
  { pattern: /^lin_api_/, name: 'an API key of Linear', schemes: [] },
  { pattern: /^ntn_/, name: 'an integration token of Notion', schemes: [] },
  { pattern: /^pat[A-Za-z0-9]{14}\.\w{20,}/, name: 'an access token of Airtable', schemes: [] },
  { pattern: /^pdl_(live|sdbx)_apikey_/, name: 'an API key of Paddle', schemes: [] },
  { pattern: /^(test|live)_\w{30}$/, name: 'an API key of Mollie', schemes: [] },
  { pattern: /^rzp_(test|live)_/, name: 'a key id of Razorpay', schemes: [] },
  { pattern: /^FLW(SECK|PUBK)/, name: 'an API key of Flutterwave', schemes: [] },
  { pattern: /^EAA\w{20,}$/, name: 'an access token of Meta', schemes: [] },
  { pattern: /^\d{6,12}:[\w-]{30,}$/, name: 'a bot token of Telegram', schemes: [] },
  { pattern: /^AC[0-9a-f]{32}$/, name: 'an account SID of Twilio', schemes: [] },
  { pattern: /^-----BEGIN (?:\w+ )?PRIVATE KEY/, name: 'a private key', schemes: [] },
  { pattern: /^https?:\/\//, name: 'an address', schemes: [] }
]

/** A hint when a pasted secret is another provider's or no webhook secret at all; nothing when it may be right. */
export function foreignSecretHint(value: string, schemeId: string): string | undefined {
  // A key in PEM form ends with a line break of its own.
  if (value !== value.trim() && !value.startsWith('-----BEGIN'))
    return 'There is a space or line break before or after the secret; it was probably copied with it.'
  const shape = shapes.find(({ pattern }) => pattern.test(value))
  return shape === undefined || shape.schemes.includes(schemeId) ? undefined : `This looks like ${shape.name}, which does not fit here.`
}
