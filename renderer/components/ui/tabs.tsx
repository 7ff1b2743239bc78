/** Tabs with an underline. `TabPanel`s go inside `Tabs`, after the `TabList`. */
import { Tabs as TabsPrimitive } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface TabsProps<Value extends string> {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly children: ReactNode
  /** Fills its parent and lets the panels scroll. */
  readonly fill?: boolean
}

export function Tabs<Value extends string>({ value, onChange, children, fill = false }: TabsProps<Value>): ReactNode {
  return (
    <TabsPrimitive.Root
      value={value}
      onValueChange={(next: Value) => onChange(next)}
      className={classNames(fill && 'flex min-h-0 flex-1 flex-col')}
    >
      {children}
    </TabsPrimitive.Root>
  )
}

export interface TabListProps {
  readonly label: string
  /** For narrow panes: closer together. */
  readonly dense?: boolean
  readonly tabs: readonly { readonly value: string; readonly label: string; readonly count?: number | undefined }[]
}

export function TabList({ label, tabs, dense = false }: TabListProps): ReactNode {
  return (
    <TabsPrimitive.List
      aria-label={label}
      activateOnFocus
      className={classNames(
        'relative flex h-9 shrink-0 items-stretch overflow-x-auto overflow-y-hidden border-b border-line',
        dense ? 'px-2' : 'gap-1 px-3'
      )}
    >
      {tabs.map((tab) => (
        <TabsPrimitive.Tab
          key={tab.value}
          value={tab.value}
          className="flex items-center gap-1.5 rounded-chip px-2 whitespace-nowrap text-muted select-none transition-colors hover:text-text focus-visible:-outline-offset-2 data-active:font-medium data-active:text-text"
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-11 text-faint">{tab.count}</span>}
        </TabsPrimitive.Tab>
      ))}
      <TabsPrimitive.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-(--panel-duration)" />
    </TabsPrimitive.List>
  )
}

export interface TabPanelProps {
  readonly value: string
  readonly children: ReactNode
  readonly fill?: boolean
}

export function TabPanel({ value, children, fill = false }: TabPanelProps): ReactNode {
  return (
    <TabsPrimitive.Panel value={value} className={classNames('-outline-offset-2', fill && 'min-h-0 flex-1 overflow-auto')}>
      {children}
    </TabsPrimitive.Panel>
  )
}
