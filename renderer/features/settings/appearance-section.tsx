/** How the interface looks and takes keys. */
import type { ReactNode } from 'react'
import type { Settings, SettingsPatch } from '../../../electron/contract/index.ts'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { SettingRow } from './setting-row.tsx'

type Appearance = Settings['appearance']

const themes: readonly { readonly value: Appearance['theme']; readonly label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'contrast', label: 'High contrast' }
]

const densities: readonly { readonly value: Appearance['density']; readonly label: string }[] = [
  { value: 'compact', label: 'Compact' },
  { value: 'default', label: 'Default' },
  { value: 'comfortable', label: 'Comfortable' }
]

export interface SettingsSectionProps {
  readonly settings: Settings
  readonly save: (patch: SettingsPatch) => void
}

export function AppearanceSection({ settings, save }: SettingsSectionProps): ReactNode {
  const { theme, density, singleKeys } = settings.appearance
  return (
    <Section title="Appearance">
      <Card flush>
        <SettingRow label="Theme">
          <Segmented label="Theme" value={theme} options={themes} onChange={(value) => save({ appearance: { theme: value } })} />
        </SettingRow>
        <SettingRow label="Density" hint="The height of the list’s rows.">
          <Segmented label="Density" value={density} options={densities} onChange={(value) => save({ appearance: { density: value } })} />
        </SettingRow>
        <SettingRow label="Single keys" hint="J, K, R and the like act while the list has the focus.">
          <Switch labelHidden label="Single keys" checked={singleKeys} onChange={(value) => save({ appearance: { singleKeys: value } })} />
        </SettingRow>
      </Card>
    </Section>
  )
}
