/** The head of the list. */
import { memo, type ReactNode } from 'react'

export const ListHead = memo(function ListHead(): ReactNode {
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div role="row" aria-rowindex={1} className="delivery-row h-7! border-b border-line bg-panel text-11 text-faint select-none">
        <Hidden text="Mark" />
        <Head text="Time" />
        <Hidden text="Provider" column="provider" />
        <Hidden text="Verdict" />
        <Head text="Method" />
        <Head text="Event" />
        <Head text="Path" column="path" />
        <Head text="Reply" right />
        <Head text="Target" right />
        <Head text="Sent" column="attempts" right />
        <Head text="Took" column="latency" right />
        <Head text="Size" column="size" right />
      </div>
    </div>
  )
})

/** A column of marks needs no words on screen. */
function Hidden({ text, column }: { readonly text: string; readonly column?: string }): ReactNode {
  return (
    <span role="columnheader" data-column={column}>
      <span className="sr-only">{text}</span>
    </span>
  )
}

function Head({ text, column, right = false }: { readonly text: string; readonly column?: string; readonly right?: boolean }): ReactNode {
  return (
    <span role="columnheader" data-column={column} className={right ? 'truncate text-right' : 'truncate'}>
      {text}
    </span>
  )
}
