/** Every verb. A new one is a file under verbs/ and a line here; its code is loaded when it is run. */
import type { Verb } from './verb.ts'

export interface VerbEntry {
  readonly summary: string
  load(): Promise<Verb>
}

export const verbs: Readonly<Record<string, VerbEntry>> = {
  serve: { summary: 'Receive webhooks, and serve the interface to a browser', load: async () => (await import('./verbs/serve.ts')).serve },
  verify: { summary: 'Verify captured requests', load: async () => (await import('./verbs/verify.ts')).verify },
  list: { summary: 'List deliveries that match a filter', load: async () => (await import('./verbs/list.ts')).list },
  show: { summary: 'Show one delivery', load: async () => (await import('./verbs/show.ts')).show },
  wait: { summary: 'Wait until a delivery comes', load: async () => (await import('./verbs/wait.ts')).wait },
  tail: { summary: 'Print deliveries as they come', load: async () => (await import('./verbs/tail.ts')).tail },
  send: { summary: 'Send a sample event, or a request of your own', load: async () => (await import('./verbs/send.ts')).send },
  resend: { summary: 'Send deliveries to your app again', load: async () => (await import('./verbs/resend.ts')).resend },
  replay: { summary: 'Send what a filter matches to your app again', load: async () => (await import('./verbs/replay.ts')).replay },
  check: { summary: 'Check how your app takes good, bad and odd webhooks', load: async () => (await import('./verbs/check.ts')).check },
  tunnel: {
    summary: 'Say how the tunnel stands, test it, and set what it lets through',
    load: async () => (await import('./verbs/tunnel.ts')).tunnel
  },
  help: { summary: 'Say how a command is used', load: async () => (await import('./verbs/help.ts')).help },
  version: { summary: 'Print the version', load: async () => (await import('./verbs/version.ts')).version }
}

export function findVerb(name: string): VerbEntry | undefined {
  return Object.hasOwn(verbs, name) ? verbs[name] : undefined
}
