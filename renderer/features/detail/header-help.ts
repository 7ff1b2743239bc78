/** What is known of headers, in a sentence each. */

const help: Readonly<Record<string, string>> = {
  accept: 'Media types the sender would like in the answer.',
  'accept-encoding': 'Compressions the sender would take in the answer.',
  authorization: 'Credentials of the sender. Anyone who has them can act as the sender.',
  'cache-control': 'How long the message may be kept by caches.',
  connection: 'Options of this one connection. Not forwarded to a target.',
  'content-encoding': 'How the body was compressed. The signature covers the body as it came, compressed.',
  'content-length': 'Size of the body in bytes, as announced by the sender.',
  'content-type': 'Media type of the body.',
  cookie: 'Cookies of the sender.',
  date: 'When the sender made the message.',
  expect: 'The sender waits for a go-ahead before it sends the body.',
  forwarded: 'The path through proxies, in the standard form.',
  host: 'The name the sender used to reach this listener. Behind a tunnel it is the public name.',
  'idempotency-key': 'The same key means the same event: handle it once.',
  'proxy-authorization': 'Credentials for a proxy on the way.',
  'set-cookie': 'A cookie for the sender to keep.',
  'transfer-encoding': 'How the body was framed on the wire. Not forwarded to a target.',
  'user-agent': 'The software that sent the request.',
  via: 'Proxies the message passed.',
  'webhook-id': 'Standard Webhooks: unique id of the event; the same on every retry. Part of the signed content.',
  'webhook-signature': 'Standard Webhooks: signatures over id, timestamp and body; several while secrets rotate.',
  'webhook-timestamp': 'Standard Webhooks: when it was sent, in seconds. Part of the signed content.',
  'stripe-signature': 'Stripe: t= is the time of signing, each v1= a signature over time and body.',
  'x-event-key': 'Bitbucket: the event type.',
  'x-forwarded-for': 'The addresses the request came through, first the sender as the first proxy saw it. Anyone can write it.',
  'x-forwarded-host': 'The host name that the sender asked for, told by a proxy.',
  'x-forwarded-proto': 'The protocol that the sender used, told by a proxy.',
  'x-github-delivery': 'GitHub: unique id of the event; the same when it is redelivered.',
  'x-github-event': 'GitHub: the event type.',
  'x-github-hook-id': 'GitHub: id of the webhook.',
  'x-hub-signature': 'GitHub: the old SHA-1 signature. Check X-Hub-Signature-256 instead.',
  'x-hub-signature-256': 'GitHub: HMAC-SHA256 over the body with the webhook secret, in hex.',
  'x-request-id': 'An id of this request in the logs of the sender.',
  'x-shopify-hmac-sha256': 'Shopify: HMAC-SHA256 over the body, in base64.',
  'x-shopify-topic': 'Shopify: the event type.',
  'x-signature': 'The signature over the body.',
  'x-slack-signature': 'Slack: signature over version, timestamp and body.',
  'x-timestamp': 'When the sender made the message. Signed only where the scheme says so.'
}

export function headerHelp(name: string): string | undefined {
  return help[name.toLowerCase()]
}
