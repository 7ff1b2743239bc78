/** Filters that the developer keeps by name. */
import type { SavedFilter } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Store } from '../store/store.ts'

export class SavedFilters {
  readonly #store: Pick<Store, 'putFilter' | 'removeFilter'>
  readonly #onChange: () => void
  readonly #items: SavedFilter[]

  constructor(store: Pick<Store, 'putFilter' | 'removeFilter'>, initial: readonly SavedFilter[], onChange: () => void) {
    this.#store = store
    this.#items = [...initial]
    this.#onChange = onChange
  }

  list(): readonly SavedFilter[] {
    return this.#items
  }

  async create(input: { readonly name: string; readonly q: string }): Promise<SavedFilter> {
    const filter: SavedFilter = { id: newId('fil'), name: input.name, q: input.q }
    await this.#store.putFilter(filter)
    this.#items.push(filter)
    this.#onChange()
    return filter
  }

  /** Errors: NOT_FOUND. */
  async remove(id: string): Promise<void> {
    const index = this.#items.findIndex((item) => item.id === id)
    if (index === -1) throw new AppError('NOT_FOUND', `There is no saved filter ${id}. It may have been removed; reload the list.`)
    await this.#store.removeFilter(id)
    this.#items.splice(index, 1)
    this.#onChange()
  }
}
