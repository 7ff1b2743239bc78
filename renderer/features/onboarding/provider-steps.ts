/** Where providers want the URL, and where they show the secret. Read at their documentation in November 2026. */

export interface ProviderSteps {
  /** The scheme's id. */
  readonly scheme: string
  readonly label: string
  readonly steps: readonly string[]
  /** How the URL is changed there, where it has been given before. */
  readonly change?: string
}

export const providerSteps: readonly ProviderSteps[] = [
  {
    scheme: 'generic',
    label: 'Any sender',
    steps: [
      'Let it POST to the URL above. Any method and any body are recorded.',
      'To verify, sign the body with HMAC-SHA256, as hex, in X-Signature.',
      'Add the same secret to the endpoint.'
    ],
    change: 'Put the new URL where the sender keeps it.'
  },
  {
    scheme: 'stripe',
    label: 'Stripe',
    steps: [
      'In the Dashboard open Workbench, then Webhooks, and add a destination of the kind webhook endpoint.',
      'Give it the public URL and choose the events.',
      'Copy its signing secret (whsec_…) into a Stripe endpoint here.'
    ],
    change: 'Workbench, Webhooks, the destination, Edit destination: put the new URL into Endpoint URL.'
  },
  {
    scheme: 'github',
    label: 'GitHub',
    steps: [
      'Open Settings of the repository or organisation, then Webhooks, then Add webhook.',
      'Give it the public URL, choose application/json, and make up a secret.',
      'Paste the same secret into a GitHub endpoint here. GitHub sends a ping at once.'
    ],
    change: 'Settings, Webhooks, Edit: put the new URL into Payload URL. Failed deliveries are resent by hand under Recent deliveries.'
  },
  {
    scheme: 'standard-webhooks',
    label: 'Standard Webhooks',
    steps: [
      'Find the webhook settings of the sender and add an endpoint.',
      'Give it the public URL and choose the events.',
      'Copy its signing secret (whsec_…) into a Standard Webhooks endpoint here.'
    ],
    change: 'Webhook settings of the sender, the endpoint, Edit: put the new URL in the place of the old one.'
  }
]
