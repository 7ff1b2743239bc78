/** The URL that a delivery goes to at a target. */
import type { Target } from '../../contract/index.ts'
import { isUnder, pathOf } from '../endpoints/routing.ts'
import { AppError } from '../errors.ts'
import { parseTargetUrl } from './target-address.ts'

/**
 * Builds it: the target's URL, with what follows the endpoint's path when it appends, and with the delivery's query either way.
 * What comes from the delivery keeps its bytes. Errors: BAD_REQUEST for a target URL that can't be sent to;
 * UNPROCESSABLE for a delivery whose path would climb out of the target's.
 */
export function buildTargetUrl(target: Pick<Target, 'url' | 'pathMode'>, deliveryUrl: string, endpointPath: string): string {
  const base = parseTargetUrl(target.url)
  const query = [base.search.slice(1), queryOf(deliveryUrl)].filter((part) => part !== '').join('&')
  const path = target.pathMode === 'append' ? appended(base.pathname, pathOf(deliveryUrl), endpointPath) : base.pathname
  return base.origin + path + (query === '' ? '' : `?${query}`)
}

function appended(basePath: string, deliveryPath: string, endpointPath: string): string {
  // A delivery that came before the endpoint's path was changed keeps all of its own.
  const under = endpointPath !== '/' && isUnder(endpointPath, deliveryPath) ? deliveryPath.slice(endpointPath.length) : deliveryPath
  // The path comes from outside, through the tunnel: it may name what is below the target's path, never what is beside it.
  if (climbs(under)) {
    throw new AppError(
      'UNPROCESSABLE',
      `The path ${deliveryPath} climbs out of the target's path, so nothing was sent. Resend it with an edited path if you trust it.`
    )
  }
  if (under === '') return basePath
  return basePath.replace(/\/$/, '') + (under.startsWith('/') ? '' : '/') + withoutFragment(under)
}

/** Whether a path has a `..` in it, written out or as percent codes. */
function climbs(path: string): boolean {
  const plain = path.replaceAll(/%2e/gi, '.').replaceAll(/%2f|%5c|\\/gi, '/')
  return plain.split('/').includes('..')
}

function queryOf(deliveryUrl: string): string {
  const at = deliveryUrl.indexOf('?')
  return at === -1 ? '' : withoutFragment(deliveryUrl.slice(at + 1))
}

/** A `#` that came over the wire is a character like any other; in a URL of ours it would cut off what follows. */
function withoutFragment(text: string): string {
  return text.replaceAll('#', '%23')
}
