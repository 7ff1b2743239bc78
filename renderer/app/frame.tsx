/** The frame: toolbar, sidebar, the screen, status bar, and what floats above them. */
import { type ReactNode, useEffect } from 'react'
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels'
import { DeliveryDialogs } from '../features/deliveries/delivery-dialogs.tsx'
import { EndpointCommands } from '../features/endpoints/endpoint-commands.ts'
import { FaultBanner } from '../features/faults/fault-banner.tsx'
import { JobDockSlot } from '../features/jobs/job-dock-slot.tsx'
import { SampleDialog } from '../features/onboarding/sample-dialog.tsx'
import { FaultResend } from '../features/resend-faults/fault-resend.tsx'
import { ProblemBanner } from '../features/settings/problem-banner.tsx'
import { CatchUpNotice } from '../features/targets/catch-up-notice.tsx'
import { BlockedNotice } from '../features/tunnel/blocked-notice.tsx'
import { UrlChangedNotice } from '../features/tunnel/url-changed-notice.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LiveRegion } from './live-region.tsx'
import { usePlace } from './location.ts'
import { Palette } from './palette.tsx'
import { ScreenView } from './screen-view.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { Sidebar } from './sidebar.tsx'
import { StatusBar } from './status-bar.tsx'
import { Toolbar } from './toolbar.tsx'
import { TunnelOverlays } from './tunnel-overlays.tsx'
import { useSetUi, useUi } from './ui-state.ts'
import { useIsNarrow } from './use-is-narrow.ts'

/** Widths in pixels, as the panels want them. */
const sidebarWidths = { collapsed: 48, least: 180, usual: 220, most: 320 } as const

export function Frame(): ReactNode {
  return (
    <div className="grid h-dvh grid-rows-[auto_auto_minmax(0,1fr)_auto_auto] bg-canvas">
      <Toolbar />
      <div>
        <BlockedNotice />
        <UrlChangedNotice />
        <ProblemBanner />
        <FaultBanner />
        <CatchUpNotice />
      </div>
      <Body />
      <div>
        <JobDockSlot />
      </div>
      <StatusBar />
      <DeliveryDialogs />
      <Palette />
      <ShortcutSheet />
      <SampleDialog />
      <TunnelOverlays />
      <EndpointCommands />
      <FaultResend />
      <LiveRegion />
    </div>
  )
}

function Body(): ReactNode {
  const { screen, id } = usePlace()
  const collapsed = useSidebarCollapsed()
  const setUi = useSetUi()
  const sidebar = usePanelRef()
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: 'hooklab.frame', onlySaveAfterUserInteractions: true })

  useEffect(() => {
    if (collapsed) sidebar.current?.collapse()
    else sidebar.current?.expand()
  }, [collapsed, sidebar])

  return (
    <Group orientation="horizontal" className="min-h-0" defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      <Panel
        id="sidebar"
        panelRef={sidebar}
        collapsible
        collapsedSize={sidebarWidths.collapsed}
        minSize={sidebarWidths.least}
        maxSize={sidebarWidths.most}
        defaultSize={collapsed ? sidebarWidths.collapsed : sidebarWidths.usual}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }, _id, before) => {
          if (!before) return
          const isCollapsed = inPixels <= sidebarWidths.collapsed + 1
          if (isCollapsed !== collapsed) setUi({ sidebar: isCollapsed ? 'collapsed' : 'open' })
        }}
      >
        <Sidebar collapsed={collapsed} />
      </Panel>
      <Separator className="w-px bg-line transition-colors hover:bg-accent data-[separator=active]:bg-accent" />
      <Panel id="screen" className="min-w-0">
        <main className="h-full min-w-0">
          <ErrorBoundary area="This screen" resetKey={`${screen}/${id ?? ''}`}>
            <ScreenView />
          </ErrorBoundary>
        </main>
      </Panel>
    </Group>
  )
}

function useSidebarCollapsed(): boolean {
  const wanted = useUi((state) => state.sidebar)
  const narrow = useIsNarrow()
  return wanted === 'automatic' ? narrow : wanted === 'collapsed'
}
