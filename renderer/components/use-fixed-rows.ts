/** Which rows of a long list are in view, where all rows have one height. */
import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'

export interface FixedRowsOptions {
  readonly count: number
  readonly rowHeight: number
  readonly scroller: RefObject<HTMLDivElement | null>
}

export interface FixedRows {
  readonly rows: readonly VirtualItem[]
  readonly totalHeight: number
  readonly scrollTo: (index: number) => void
}

const overscanRows = 20

export function useFixedRows({ count, rowHeight, scroller }: FixedRowsOptions): FixedRows {
  // Its answers change without React knowing; they are read anew in every render here, and nothing is memoised over them.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer: Virtualizer<HTMLDivElement, Element> = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: overscanRows
  })
  return {
    rows: virtualizer.getVirtualItems(),
    totalHeight: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index)
  }
}
