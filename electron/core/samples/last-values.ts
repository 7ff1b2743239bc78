/** What the developer changed at the last sending of a sample, kept as notes. */
import { z } from 'zod'
import { sampleBody, sampleValues } from '../../contract/index.ts'
import type { Store } from '../store/store.ts'

const lastValues = z.object({ fields: sampleValues, body: sampleBody.optional() })

export type LastValues = z.infer<typeof lastValues>

/** Nothing when none are kept, or they can't be read. */
export async function readLastValues(store: Pick<Store, 'getNote'>, provider: string, type: string): Promise<LastValues | undefined> {
  const { data } = lastValues.safeParse(await store.getNote(noteKey(provider, type)))
  return data === undefined || (Object.keys(data.fields).length === 0 && data.body === undefined) ? undefined : data
}

export async function keepLastValues(store: Pick<Store, 'putNote'>, provider: string, type: string, values: LastValues): Promise<void> {
  await store.putNote(noteKey(provider, type), values)
}

function noteKey(provider: string, type: string): string {
  return `samples.last.${provider}.${type}`
}
