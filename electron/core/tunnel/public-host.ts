/** Hosts as tunnel servers see them: by the bare name, whatever port, letter case or closing dot a caller writes. */

/** The bare host of a public URL; empty when there is none. */
export function publicHostOf(publicUrl: string | undefined): string {
  return bareHost((publicUrl === undefined ? null : URL.parse(publicUrl))?.host ?? '')
}

/** `Hooks.Example.com.:443` is `hooks.example.com`; an IPv6 address keeps its brackets. */
export function bareHost(host: string): string {
  return host.trim().toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
}
