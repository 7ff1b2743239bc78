/** Which requests came through the public URL. */
import type { HeaderPair } from '../../contract/index.ts'

/**
 * Whether Host, or the X-Forwarded-Host of a proxy that rewrites Host, names the public URL's host. Ports, letter case and a
 * closing dot are ignored: tunnel servers route by the bare name, so a caller cannot dodge the answer by varying them.
 */
export function namesPublicHost(headers: readonly HeaderPair[], publicUrl: string): boolean {
  const wanted = bareHost(URL.parse(publicUrl)?.host ?? '')
  if (wanted === '') return false
  return headers.some(([name, value]) => {
    const key = name.toLowerCase()
    if (key === 'host') return bareHost(value) === wanted
    return key === 'x-forwarded-host' && value.split(',').some((part) => bareHost(part) === wanted)
  })
}

function bareHost(host: string): string {
  return host.trim().toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
}
