/** Where `--to` points: a URL, or a target of the delivery's endpoint by its id or name. */
import { AppError } from '../../core/errors.ts'
import type { Client } from './connect.ts'

export interface Destination {
  readonly targetUrl?: string
  readonly targetId?: string
}

/** Errors: NOT_FOUND when no endpoint has such a target; CONFLICT when several have one of that name. */
export async function destinationOf(client: Client, to: string | undefined, endpointId?: string): Promise<Destination> {
  if (to === undefined) return {}
  if (to.includes('://')) return { targetUrl: to }
  const endpoints = endpointId === undefined ? (await client.endpoints.list()).items.map(({ id }) => id) : [endpointId]
  const lists = await Promise.all(endpoints.map((id) => client.targets.list({ id })))
  const targets = lists.flatMap(({ items }) => items)
  const named = targets.filter(({ id, name }) => id === to || name === to)
  const [target, another] = named
  if (target === undefined) {
    const known = targets.map(({ id, name, url }) => `${name === '' ? id : name} (${url})`).join(', ')
    throw new AppError('NOT_FOUND', `there is no target "${to}". ${known === '' ? 'Give a URL.' : `Targets: ${known}; or give a URL.`}`)
  }
  if (another !== undefined)
    throw new AppError('CONFLICT', `several targets are called "${to}": ${named.map(({ id }) => id).join(', ')}. Give the id of one.`)
  return { targetId: target.id }
}
