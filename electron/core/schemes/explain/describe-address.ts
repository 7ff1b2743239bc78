/** Says in what the address that was signed differs from the one that was verified. */
import type { Meaning } from './variant.ts'

const remedy = 'Enter the address exactly as the provider knows it under “Registered address”, or let the proxy pass it on unchanged.'

/** `known` was verified, `signed` is what the provider signed. The most telling difference is named. */
export function describeAddress(known: string, signed: string): Meaning {
  const here = partsOf(known)
  const there = partsOf(signed)
  if (here.hostname !== there.hostname)
    return {
      cause: 'url_host',
      sentence: `The provider signed the address at ${there.origin}, and it was verified at ${here.origin}.`,
      remedy
    }
  if (here.port !== there.port && here.scheme === there.scheme)
    return { cause: 'url_port', sentence: portSentence(here.port, there.port), remedy }
  if (here.path !== there.path) return describePath(here.path, there.path)
  if (here.query !== there.query) return describeQuery(here.query, there.query)
  if (here.port !== there.port) return { cause: 'url_port', sentence: portSentence(here.port, there.port), remedy }
  return {
    cause: 'url_scheme',
    sentence: `The provider signed the address with ${there.scheme}, and it arrived with ${here.scheme}: something ends TLS on the way.`,
    remedy
  }
}

interface Parts {
  readonly origin: string
  readonly scheme: string
  readonly hostname: string
  /** With its colon, as it is written; empty when it is not. */
  readonly port: string
  readonly path: string
  readonly query: string
}

function partsOf(address: string): Parts {
  const [, scheme = '', hostname = '', port = '', path = '', query = ''] =
    /^([a-z]+):\/\/([^/?#:]*)(:\d*)?([^?#]*)(.*)$/is.exec(address) ?? []
  return { origin: `${scheme}://${hostname}${port}`, scheme, hostname, port, path, query }
}

function portSentence(here: string, there: string): string {
  if (there === '') return `The port ${here.slice(1)} was added to the address after it had been signed, as a proxy does.`
  return `The provider signed the address with the port ${there.slice(1)}, which ${here === '' ? 'it lost' : 'was changed'} on the way.`
}

function describePath(here: string, there: string): Meaning {
  if (here.replace(/\/$/, '') === there.replace(/\/$/, '')) {
    return { cause: 'url_slash', sentence: 'The provider signed the address with a different slash at the end of its path.', remedy }
  }
  if (there === '' || there === '/') return { cause: 'url_path', sentence: 'The provider signed the address without its path.', remedy }
  return { cause: 'url_encoding', sentence: 'The provider signed the path with other percent-encoding.', remedy }
}

function describeQuery(here: string, there: string): Meaning {
  if (there === '') return { cause: 'url_query', sentence: 'The provider signed the address without its query.', remedy }
  if (here === '') return { cause: 'url_query', sentence: `The query ${there} is missing from the address that was verified.`, remedy }
  const sorted = (query: string): string => query.slice(1).split('&').toSorted().join('&')
  if (sorted(here) === sorted(there)) {
    return {
      cause: 'url_query_order',
      sentence: 'The parts of the query were put into another order after the address had been signed.',
      remedy
    }
  }
  return { cause: 'url_encoding', sentence: 'The provider signed the query with other percent-encoding.', remedy }
}
