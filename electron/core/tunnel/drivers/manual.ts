/** The driver for a public URL that the developer has already: their own proxy, or a tunnel that they run themselves. */
import type { TunnelOptions, TunnelReason } from '../../../contract/index.ts'
import type { TunnelDriver } from '../driver.ts'
import { reasonOf } from '../reasons.ts'
import { plainUrl } from './plain-url.ts'

export const manual: TunnelDriver = {
  info: {
    id: 'manual',
    label: 'My own URL',
    summary: 'A URL that already leads to the listener. Hooklab opens nothing; it proves that the URL hears, and keeps watch.',
    costs: [
      'As stable as what you run.',
      'Limits and warning pages are those of your own service.',
      'Whoever runs the proxy that ends TLS sees requests in plain text.'
    ],
    fields: [{ name: 'url', label: 'Public URL', placeholder: 'https://hooks.example.com', required: true }]
  },
  server: (options) => plainUrl(options.url)?.host ?? '',
  check(options: TunnelOptions): TunnelReason | undefined {
    return plainUrl(options.url) === undefined ? reasonOf('bad_url', { host: options.url ?? '' }) : undefined
  },
  open({ options }) {
    const url = plainUrl(options.url)
    if (url === undefined) return Promise.resolve({ failed: reasonOf('bad_url', { host: options.url ?? '' }), retryable: false })
    return Promise.resolve({ opened: { publicUrl: url.text, close: () => Promise.resolve() } })
  }
}
