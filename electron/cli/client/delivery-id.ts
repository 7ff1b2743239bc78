/** The deliveries that a command names: by id, or `latest`. */
import { AppError } from '../../core/errors.ts'
import type { Client } from './connect.ts'

/** Errors: NOT_FOUND for `latest` when there is none yet. */
export async function deliveryIdOf(client: Client, name: string): Promise<string> {
  if (name !== 'latest') return name
  const { items } = await client.deliveries.list({ limit: 1 })
  if (items[0] !== undefined) return items[0].id
  throw new AppError('NOT_FOUND', 'there is no delivery yet.')
}
