/** Settings: saved as they are changed, for every window of this Hooklab. */
import type { ReactNode } from 'react'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Page, PageLoading } from '../../components/page.tsx'
import { useSettings, useStatus } from '../../lib/queries.ts'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { BehaviourSection } from './behaviour-section.tsx'
import { StorageSection } from './storage-section.tsx'
import { useSaveSettings } from './use-save-settings.ts'

export function SettingsScreen(): ReactNode {
  const settings = useSettings()
  const status = useStatus().data
  const { run, attempt } = useSaveSettings()
  if (settings.isError) return <LoadProblem what="the settings" error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <PageLoading what="the settings" />
  return (
    <Page title="Settings" hint="Changes are saved as you make them.">
      <AppearanceSection settings={settings.data} save={run} />
      <StorageSection settings={settings.data} status={status} save={run} attempt={attempt} />
      <BehaviourSection settings={settings.data} save={run} host={status?.host ?? 'headless'} />
      {status && <AboutSection status={status} />}
    </Page>
  )
}
