/** What many routes take and give. */
import { z } from 'zod'
import { id } from './primitives.ts'

export const byId = z.object({ id })

export const list = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().optional() })
