/** Sentences for tunnels that another program or a service with an account holds open; see reasons.ts. */
import type { Sentence } from './reasons.ts'

const installCloudflared =
  'Install it: brew install cloudflared, winget install Cloudflare.cloudflared, or a package from the Cloudflare downloads page. Or give its path.'

export const programSentences = {
  cloudflared_missing: ({ host }) => [`cloudflared is not on this machine (looked for ${host}).`, installCloudflared],
  ssh_missing: ({ host }) => [
    `The ssh program is not on this machine (looked for ${host}).`,
    'Install OpenSSH: it comes with macOS; on Windows it is an optional feature, on Linux the package openssh-client.'
  ],
  bad_program: ({ host }) => [
    `“${host}” is not a path to that program.`,
    'Give the whole path, from the root, to the program itself; a program of another name is not run.'
  ],
  program_ended: ({ host, detail }) => [
    `${host} ended by itself${said(detail)}.`,
    'What it said last is in this message. Try again; if it stays, run the program by hand to see more.'
  ],
  bad_hostname: ({ host }) => [`“${host}” is not a host name.`, 'Give it without https:// and without a path: hooks.example.com.'],
  bad_tunnel_name: ({ name }) => [
    `“${name ?? ''}” cannot be the name of a tunnel.`,
    'Use the name or the id that “cloudflared tunnel list” shows.'
  ],
  hostname_needed: ({ name }) => [
    `The tunnel ${name ?? ''} needs its host name.`,
    'Fill in the host name that leads to it, for example hooks.example.com.'
  ],

  // Accounts and their tokens.
  token_missing: ({ host, name }) => [
    `There is no ${name ?? 'token'} for ${host} yet.`,
    'Store it beside the tunnel’s options, then open the tunnel again.'
  ],
  token_invalid: ({ host, detail }) => [
    `${host} does not take the stored token for one${said(detail)}.`,
    'Copy the whole token again from the dashboard and store it in place of this one.'
  ],
  token_refused: ({ host, detail }) => [
    `${host} refuses the stored token${said(detail)}.`,
    'The token was reset, or the tunnel or account it belongs to is gone. Store a current one.'
  ],
  tunnel_unknown: ({ host, detail }) => [
    `cloudflared has no credentials for this tunnel${said(detail)}.`,
    `Check the name with “cloudflared tunnel list”, or leave it empty and store the tunnel’s token of ${host}.`
  ],
  account_limit: ({ host, detail }) => [
    `The account at ${host} has as many tunnels open as it may${said(detail)}.`,
    'Close the other one, on this or another machine. It may take a minute until the service has noticed.'
  ],
  account_refused: ({ host, detail }) => [
    `${host} refuses this account${said(detail)}.`,
    'Sign in to its dashboard: the account may need to be verified, paid or unlocked.'
  ],
  domain_refused: ({ host, name, detail }) => [
    `${host} does not give this account the domain ${name ?? ''}${said(detail)}.`,
    'Reserve it in the dashboard of the service first, or leave the domain empty.'
  ],
  domain_in_use: ({ host, name, detail }) => [
    `The domain ${name ?? ''} is already online at ${host}${said(detail)}.`,
    'Another tunnel has it, on this or another machine: close that one. After a crash the service frees it within a minute.'
  ],
  agent_refused: ({ host, detail }) => [
    `${host} no longer takes this version of its package${said(detail)}.`,
    'Update Hooklab, or install a current @ngrok/ngrok as the documentation of the tunnel says.'
  ],
  listener_refused: ({ host, detail }) => [
    `${host} could not reach the listener on this machine${said(detail)}.`,
    'A firewall or security program may keep the tunnel from connecting to 127.0.0.1.'
  ],
  ngrok_missing: ({ detail }) => [
    `The package @ngrok/ngrok is not installed for this machine${said(detail)}.`,
    'Install it into the folder that the documentation of the tunnel names, or use another driver.'
  ],
  ngrok_refused: ({ host, detail }) => [
    `${host} refused the tunnel${said(detail)}.`,
    'The code in this message leads to a page with the cause at ngrok.com/docs/errors.'
  ],

  // Cloudflare.
  quick_tunnels_limited: ({ host }) => [
    `${host} has had too many quick tunnels from this address and answers 429.`,
    'Wait some minutes, or use a named tunnel: that has no such limit.'
  ],
  quick_tunnel_refused: ({ host, detail }) => [
    `${host} gave no quick tunnel${said(detail)}.`,
    'Check that this machine is online. The service has outages too: try later, or use another driver.'
  ],
  edge_unreachable: ({ host }) => [
    `${host} gave a URL, but no connection to its servers could be made.`,
    'cloudflared needs outgoing connections to TCP port 7844. Let them through the firewall, or use another network.'
  ],
  edge_tls_failed: ({ host, detail }) => [
    `The encrypted connection to ${host} is not right${said(detail)}.`,
    'A proxy or security program that opens TLS may be in the way.'
  ],

  // ssh.
  host_key_unknown: ({ host, detail }) => [
    `The key of ${host} is not known yet: ${detail ?? ''}.`,
    'Compare the fingerprint with the one that the server’s operator publishes. Accept it only when they are equal.'
  ],
  host_key_changed: ({ host }) => [
    `The key of ${host} has changed. Somebody may be pretending to be this server. Nothing was sent.`,
    'Ask the operator whether the key was replaced. Only then forget the old key, and accept the new one after comparing it.'
  ],
  host_key_unseen: ({ host, detail }) => [
    `The key of ${host} is not accepted yet, and ssh-keyscan could not read it to show it to you${said(detail)}.`,
    'Try again: the server may have been slow or busy. If it stays, put its line into the file known_hosts in the data folder, after comparing it.'
  ],
  host_key_refused: ({ host, detail }) => [
    `ssh does not take the key of ${host} for a good one${said(detail)}.`,
    'Look at the file known_hosts in the data folder: it may not be readable, or may have the key marked as revoked.'
  ],
  ssh_refused_sign_in: ({ host, name, detail }) => [
    `${host} does not let ${name === undefined ? 'this user' : `“${name}”`} in${said(detail)}.`,
    'Check the user and the private key. Hooklab never asks for a password: the key must be without one, or in the ssh agent.'
  ],
  ssh_bad_key: ({ detail }) => [
    `The private key can’t be used${said(detail)}.`,
    'Give the path of a private key that only you can read (chmod 600), not of the .pub file.'
  ],
  ssh_forward_refused: ({ host, detail }) => [
    `${host} let the user in but refused the forwarding${said(detail)}.`,
    'The remote port may be in use, below 1024, or not allowed: see AllowTcpForwarding, PermitListen and GatewayPorts of its sshd.'
  ],
  ssh_not_ssh: ({ host, detail }) => [`${host} is no ssh server${said(detail)}.`, 'Check the address and the port.'],
  ssh_no_greeting: ({ host }) => [
    `${host} forwards, but did not say under which URL.`,
    'Fill in the public URL that leads to the remote port; {port} stands for its number.'
  ],
  ssh_lost: ({ host, detail }) => [`The ssh connection to ${host} was lost${said(detail)}.`, 'Hooklab makes it again; nothing to do.'],
  bad_ssh_server: ({ host }) => [
    `“${host}” is not the name or address of a server.`,
    'Give it alone, as example.com; user and port have fields of their own.'
  ],
  bad_ssh_user: ({ name }) => [`“${name ?? ''}” cannot be a user name.`, 'Use letters, digits and . _ + @ -, not beginning with a hyphen.'],
  bad_ssh_bind: ({ name }) => [`“${name ?? ''}” cannot be bound at a server.`, 'Give an address or a name, or leave it empty.'],
  bad_ssh_file: ({ name }) => [`“${name ?? ''}” is not a path.`, 'Give the whole path of the private key, from the root.'],
  bad_ssh_url: ({ host }) => [
    `“${host}” is not a public URL.`,
    'Give the URL that leads to the remote port, as https://host or http://host:{port}; {port} stands for the number that the server gives.'
  ]
} satisfies Record<string, Sentence>

function said(detail: string | undefined): string {
  return detail === undefined || detail === '' ? '' : ` (${detail})`
}
