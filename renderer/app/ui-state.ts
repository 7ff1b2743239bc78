/** How the developer has arranged the interface: kept in this browser, not in the product's settings. */
import { useStore } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { useServices } from '../lib/services.tsx'

/** A dialog about deliveries; `id` is the delivery. */
export type DeliveryDialog =
  { readonly kind: 'url' | 'resign' | 'edit' | 'remove-one'; readonly id: string } | { readonly kind: 'remove-all' }

export interface UiState {
  readonly detailPosition: 'right' | 'bottom'
  readonly sidebar: 'open' | 'collapsed' | 'automatic'
  /** The filter of the last time, for the next start. */
  readonly lastFilter: string
  /** What floats above every screen. `code`: the public URL as a QR code; `change-url`: what to do when it has changed. */
  readonly overlay: 'palette' | 'shortcuts' | 'code' | 'change-url' | undefined
  readonly dialog: DeliveryDialog | undefined
}

export type UiStore = StoreApi<UiState>

export function createUiState(): UiStore {
  return createStore<UiState>()(
    persist((): UiState => ({ detailPosition: 'right', sidebar: 'automatic', lastFilter: '', overlay: undefined, dialog: undefined }), {
      name: 'hooklab.interface',
      version: 1,
      storage: createJSONStorage(() => localStorage),
      partialize: ({ detailPosition, sidebar, lastFilter }) => ({ detailPosition, sidebar, lastFilter })
    })
  )
}

export function useUi<Value>(select: (state: UiState) => Value): Value {
  return useStore(useServices().ui, select)
}

export function useSetUi(): (change: Partial<UiState>) => void {
  return useServices().ui.setState
}
