/** The reports of the last checks, kept in the store: a fixed number of places, the oldest makes room. */
import { z } from 'zod'
import { checkReport, type CheckReport } from '../../contract/index.ts'
import type { Store } from '../store/store.ts'

const places = 12

export class KeptReports {
  readonly #store: Pick<Store, 'getNote' | 'putNote'>
  #loading: Promise<(CheckReport | undefined)[]> | undefined

  constructor(store: Pick<Store, 'getNote' | 'putNote'>) {
    this.#store = store
  }

  /** Newest first. What can't be read, as after a change of its shape, is left out. */
  async list(): Promise<readonly CheckReport[]> {
    const kept = await this.#load()
    return kept.filter((report) => report !== undefined).toSorted((one, other) => other.startedAt - one.startedAt)
  }

  /** Keeps a report in its own place, a free one, or that of the oldest. */
  async put(report: CheckReport): Promise<void> {
    const kept = await this.#load()
    const place = placeFor(report, kept)
    kept[place] = report
    await this.#store.putNote(`check:${place}`, report)
  }

  #load(): Promise<(CheckReport | undefined)[]> {
    return (this.#loading ??= Promise.all(
      Array.from({ length: places }, async (_, place) =>
        z
          .union([checkReport, z.undefined()])
          .catch(undefined)
          .parse(await this.#store.getNote(`check:${place}`))
      )
    ))
  }
}

function placeFor({ id }: CheckReport, kept: readonly (CheckReport | undefined)[]): number {
  const own = kept.findIndex((report) => report?.id === id)
  if (own !== -1) return own
  const free = kept.findIndex((report) => report === undefined)
  if (free !== -1) return free
  const times = kept.map((report) => report?.startedAt ?? 0)
  return times.indexOf(Math.min(...times))
}
