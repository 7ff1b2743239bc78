/** Every named cause of a tunnel that is not online, with its sentence and its remedy. */
import type { TunnelReason } from '../../contract/index.ts'
import { programSentences } from './program-reasons.ts'

/** What a sentence may name. */
export interface ReasonFacts {
  /** Host of the public URL, or of the tunnel server. */
  readonly host: string
  readonly name?: string
  readonly status?: number
  /** What the machine or the server said, in its own words. */
  readonly detail?: string
}

export type Sentence = (facts: ReasonFacts) => readonly [message: string, remedy: string]

const serverTrouble =
  'This is trouble at the tunnel service, not on this machine. Hooklab keeps trying; another tunnel server is a way round it.'
const checkAddress = 'Check the address of the tunnel server and that it is running.'

const sentences = {
  ...programSentences,

  // The proof came back wrong.
  not_found: ({ host }) => [
    `${host} answered 404: it does not know this tunnel (any more).`,
    'Open the tunnel again. With a URL of your own, check that it leads to the listener of Hooklab.'
  ],
  stale_connection: ({ host }) => [
    `${host} answered 408: a connection of the tunnel had gone stale.`,
    'Hooklab replaces the connections by itself; nothing to do.'
  ],
  busy: ({ host }) => [
    `${host} answered 429: too many requests are waiting for this tunnel.`,
    'Let the requests that are held up finish: a hang or delay fault, or a slow target, may be holding them. Hooklab keeps checking.'
  ],
  bad_gateway: ({ host }) => [
    `${host} answered 502: it could not reach this machine through the tunnel.`,
    'Hooklab makes the connections again. If it stays, look for a firewall or VPN that cuts long connections.'
  ],
  tunnel_unavailable: ({ host, detail }) => [
    `${host} answered 503: ${detail ?? 'tunnel unavailable'}.`,
    'Hooklab registers the tunnel again under the same name; nothing to do.'
  ],
  unavailable: ({ host }) => [`${host} answered 503: the service is unavailable.`, serverTrouble],
  gateway_timeout: ({ host }) => [
    `${host} answered 504: nothing came back through the tunnel in time.`,
    'Hooklab makes the connections again. If it stays, the tunnel service is overloaded.'
  ],
  interstitial: ({ host, status }) => [
    `${host} answered ${status} with a page that asks callers for a password or a click.`,
    'Providers cannot pass it. Switch the protection off at the tunnel service, or use another tunnel server.'
  ],
  refused_by_server: ({ host }) => [
    `${host} answered 403: it does not let the proof through.`,
    'Look for an access rule or an IP list at the tunnel service.'
  ],
  redirected: ({ host, status }) => [
    `${host} answered ${status}, a redirect. Providers do not follow redirects.`,
    'Use the URL it redirects to, with https where the service wants it.'
  ],
  server_error: ({ host, status }) => [`${host} answered ${status}.`, serverTrouble],
  foreign_page: ({ host, status }) => [
    `${host} answered ${status}, but the answer is not from this Hooklab: something else is behind that URL.`,
    'Check where the URL leads. If another tunnel has the name now, open the tunnel under another name.'
  ],
  dns_failed: ({ host }) => [`The name ${host} cannot be found.`, 'Check the address, and that this machine is online.'],
  tls_failed: ({ host, detail }) => [
    `The certificate or encryption of ${host} is not right${because(detail)}.`,
    'Providers will refuse it too. Renew the certificate there, or use another tunnel server.'
  ],
  refused: ({ host }) => [`${host} refuses connections.`, serverTrouble],
  reset: ({ host }) => [
    `${host} cut the connection before it answered.`,
    'Hooklab makes the connections again; nothing to do. If it stays, the tunnel service is in trouble.'
  ],
  timed_out: ({ host }) => [
    `Nothing came back from ${host} in time: the public URL does not reach this machine now.`,
    'Hooklab makes the connections again. If it stays, check the network, firewall or VPN of this machine.'
  ],
  network_down: ({ host }) => [
    `There is no way from this machine to ${host}: the network is down.`,
    'Check the network. Hooklab goes on as soon as it is back.'
  ],
  probe_failed: ({ host, detail }) => [
    `The public URL on ${host} could not be tried${because(detail)}.`,
    'Check the network of this machine, then check the tunnel again.'
  ],

  // The registration failed.
  host_not_found: ({ host }) => [`The tunnel server ${host} cannot be found.`, 'Check its address, and that this machine is online.'],
  host_refused: ({ host }) => [`The tunnel server ${host} refuses connections.`, checkAddress],
  host_timed_out: ({ host }) => [
    `The tunnel server ${host} did not answer in time.`,
    `${checkAddress} A firewall or VPN may be in the way.`
  ],
  host_tls_failed: ({ host, detail }) => [
    `The tunnel server ${host} has no valid certificate${because(detail)}.`,
    'Renew the certificate there, or use http:// when the server has no encryption.'
  ],
  host_unreachable: ({ host, detail }) => [`The tunnel server ${host} could not be reached${because(detail)}.`, checkAddress],
  not_a_tunnel_server: ({ host, detail }) => [
    `${host} answered, but is no localtunnel server${because(detail)}.`,
    'Check the address. A sign-in page of the network may also be in the way.'
  ],
  name_refused: ({ host, name, detail }) => [
    `${host} refuses the name “${name ?? ''}”${because(detail)}.`,
    'Choose another name: 4 to 63 lower-case letters and digits.'
  ],
  name_taken: ({ host, name }) => [
    `The name “${name ?? ''}” is taken at ${host}.`,
    'Choose another name. If an earlier run had it, the server frees it within a few minutes.'
  ],
  name_not_free_yet: ({ host, name }) => [
    `The name “${name ?? ''}” is not free at ${host} yet.`,
    'Hooklab keeps asking for it until the server has let go of the earlier connection. If somebody else uses it, choose another name.'
  ],
  rate_limited: ({ host }) => [
    `The tunnel server ${host} has had too many registrations from here.`,
    'Wait some minutes before opening the tunnel again, or use another tunnel server.'
  ],
  registration_refused: ({ host, status, detail }) => [
    `The tunnel server ${host} answered ${status} to the registration${because(detail)}.`,
    'Check the address. If it is right, the tunnel server is in trouble: try later, or use another one.'
  ],
  port_blocked: ({ host, detail }) => [
    `The tunnel was registered, but no connection to ${host} could be made${because(detail)}.`,
    'localtunnel needs outgoing connections to high TCP ports. Let them through the firewall, or use another network.'
  ],

  // It was connected.
  connections_shaken: ({ host, detail }) => [
    `Most connections to ${host} were lost${because(detail)}.`,
    'Hooklab makes them again and checks that the public URL still hears; nothing to do.'
  ],
  connections_lost: ({ host }) => [`All connections to ${host} were lost.`, 'Hooklab makes them again under the same name; nothing to do.'],
  driver_failed: ({ detail }) => [
    `The tunnel ended by itself${because(detail)}.`,
    'Open it again. If it happens again, please report it with the tunnel log.'
  ],

  // A chain of fallbacks has no more patience.
  not_proven_in_time: ({ host }) => [
    `${host} gave no proven tunnel in time.`,
    'Hooklab goes on to the next one. Check the network of this machine if none can be had.'
  ],

  // The options are not usable.
  driver_unknown: ({ name, detail }) => [`There is no tunnel driver “${name ?? ''}”.`, `Choose one of: ${detail ?? ''}.`],
  bad_host: ({ host }) => [`“${host}” is not the address of a tunnel server.`, 'Give it as https://host or http://host:port.'],
  bad_name: ({ name }) => [
    `“${name ?? ''}” cannot be a tunnel name.`,
    'Use 4 to 63 lower-case letters, digits and hyphens; no hyphen at the start or the end.'
  ],
  bad_url: ({ host }) => [
    `“${host}” is not a public URL.`,
    'Give the URL that leads to the listener, as https://host or http://host:port, with a path if there is one.'
  ]
} satisfies Record<string, Sentence>

export type Cause = keyof typeof sentences

/** The named reason, in words. */
export function reasonOf(cause: Cause, facts: ReasonFacts): TunnelReason {
  const { detail, ...rest } = facts
  const [message, remedy] = sentences[cause](detail === undefined ? rest : { ...rest, detail: plainText(detail) })
  return { cause, message, remedy }
}

function because(detail: string | undefined): string {
  return detail === undefined || detail === '' ? '' : ` (${detail})`
}

/** What a stranger's server said goes into a sentence: one short line of it, without control characters. */
function plainText(text: string): string {
  return text
    .slice(0, 1_000)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}
