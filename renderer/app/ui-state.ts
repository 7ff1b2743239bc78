/** How the developer has arranged the interface: kept in this browser, not in the product's settings. */
import { useStore } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Draft } from '../features/resend/draft.ts'
import { useServices } from '../lib/services.tsx'

/** One side of a comparison: a delivery as it came, or what one attempt sent. */
export type DiffSide =
  { readonly kind: 'delivery'; readonly id: string } | { readonly kind: 'attempt'; readonly deliveryId: string; readonly attemptId: string }

/** A dialog about deliveries; `id` is the delivery. */
export type DeliveryDialog =
  | { readonly kind: 'url' | 'resign' | 'edit' | 'remove-one' | 'copy'; readonly id: string }
  | { readonly kind: 'remove-several'; readonly ids: readonly string[] }
  | { readonly kind: 'remove-all' | 'retries' }
  /** What the filter matches, or the deliveries that are selected. */
  | { readonly kind: 'replay'; readonly ids?: readonly string[] }
  /** Without a right side the dialog asks for one. */
  | { readonly kind: 'compare'; readonly left: DiffSide; readonly right?: DiffSide }

export interface UiState {
  readonly detailPosition: 'right' | 'bottom'
  readonly sidebar: 'open' | 'collapsed' | 'automatic'
  /** The filter of the last time, for the next start. */
  readonly lastFilter: string
  /** What floats above every screen. `code`: the public URL as a QR code; `change-url`: what to do when it has changed. */
  readonly overlay: 'palette' | 'shortcuts' | 'code' | 'change-url' | undefined
  /** What is copied to be pasted elsewhere carries no credential and no signature. */
  readonly redactCopies: boolean
  readonly dialog: DeliveryDialog | undefined
  /** What was edited last and may be taken up again. */
  readonly draft: { readonly id: string; readonly draft: Draft } | undefined
}

export type UiStore = StoreApi<UiState>

const atFirst: UiState = {
  detailPosition: 'right',
  sidebar: 'automatic',
  lastFilter: '',
  redactCopies: true,
  overlay: undefined,
  dialog: undefined,
  draft: undefined
}

export function createUiState(): UiStore {
  return createStore<UiState>()(
    persist((): UiState => atFirst, {
      name: 'hooklab.interface',
      version: 1,
      storage: createJSONStorage(() => localStorage),
      partialize: ({ detailPosition, sidebar, lastFilter, redactCopies }) => ({ detailPosition, sidebar, lastFilter, redactCopies })
    })
  )
}

export function useUi<Value>(select: (state: UiState) => Value): Value {
  return useStore(useServices().ui, select)
}

export function useSetUi(): (change: Partial<UiState>) => void {
  return useServices().ui.setState
}
