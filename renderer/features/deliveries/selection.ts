/**
 * Several deliveries chosen at once, beside the cursor. Empty until more than the cursor is meant.
 *
 * state   | plain move or click | toggle (Ctrl)        | extend (Shift)      | all (Ctrl+A)
 * nothing | nothing             | cursor and the row   | anchor to the row   | every row held
 * several | nothing             | with or without it   | anchor to the row   | every row held
 */
import { createStore, type StoreApi } from 'zustand/vanilla'

export interface SelectionState {
  readonly ids: ReadonlySet<string>
}

export interface SelectableRows {
  readonly size: () => number
  readonly idAt: (index: number) => string | undefined
  readonly indexOf: (id: string) => number
}

export interface Selection {
  readonly state: StoreApi<SelectionState>
  /** Only the cursor is meant; a later extension starts at it. */
  clear(cursorId?: string): void
  /** Adds or takes away one; the cursor counts as chosen when nothing was. */
  toggle(id: string, cursorId: string | undefined): void
  /** Everything between the anchor and this row, both counted. */
  extend(id: string, cursorId: string | undefined): void
  all(): void
  /** Deleted deliveries can't be meant any more. */
  forget(ids: readonly string[]): void
}

const nothing: ReadonlySet<string> = new Set()

export function createSelection(rows: SelectableRows): Selection {
  const state = createStore<SelectionState>(() => ({ ids: nothing }))
  let anchorId: string | undefined
  const put = (ids: ReadonlySet<string>): void => {
    // One row alone is the cursor's business.
    if (ids.size > 0 || state.getState().ids.size > 0) state.setState({ ids })
  }
  return {
    state,
    clear: (cursorId) => {
      anchorId = cursorId
      put(nothing)
    },
    toggle: (id, cursorId) => {
      const { ids } = state.getState()
      const next = new Set(ids.size === 0 && cursorId !== undefined ? [cursorId] : ids)
      if (ids.size === 0 && id === cursorId) next.add(id)
      else if (next.has(id)) next.delete(id)
      else next.add(id)
      anchorId = id
      put(next)
    },
    extend: (id, cursorId) => {
      anchorId = anchorId !== undefined && rows.indexOf(anchorId) !== -1 ? anchorId : cursorId
      const to = rows.indexOf(id)
      if (to === -1) return
      const anchor = anchorId === undefined ? -1 : rows.indexOf(anchorId)
      // Nothing that is still in the list was meant before: it begins here.
      if (anchor === -1) anchorId = id
      const from = anchor === -1 ? to : anchor
      put(range(rows, Math.min(from, to), Math.max(from, to)))
    },
    all: () => put(range(rows, 0, rows.size() - 1)),
    forget: (gone) => {
      const next = new Set(state.getState().ids)
      for (const id of gone) next.delete(id)
      if (next.size !== state.getState().ids.size) put(next)
    }
  }
}

/** Chosen ids in the order of the list, newest first. */
export function inListOrder(ids: ReadonlySet<string>, rows: Pick<SelectableRows, 'indexOf'>): readonly string[] {
  return Array.from(ids, (id) => ({ id, index: rows.indexOf(id) }))
    .filter(({ index }) => index !== -1)
    .sort((one, other) => one.index - other.index)
    .map(({ id }) => id)
}

function range(rows: SelectableRows, from: number, to: number): ReadonlySet<string> {
  const ids = new Set<string>()
  for (let index = from; index <= to; index += 1) {
    const id = rows.idAt(index)
    if (id !== undefined) ids.add(id)
  }
  return ids
}
