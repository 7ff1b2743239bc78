/** What Hooklab does by itself: notifications, the tunnel at start, faults. */
import type { ReactNode } from 'react'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import type { SettingsSectionProps } from './appearance-section.tsx'
import { LostNameRow } from './lost-name-row.tsx'
import { SettingRow } from './setting-row.tsx'

export interface BehaviourSectionProps extends SettingsSectionProps {
  readonly host: 'desktop' | 'headless'
}

export function BehaviourSection({ settings, save, host }: BehaviourSectionProps): ReactNode {
  const { notifications } = settings
  const where = host === 'headless' ? ' On the desktop only.' : ''
  return (
    <Section title="Behaviour">
      <Card flush>
        <SettingRow label="Notify of failed verification" hint={`A desktop notification when a signature does not match.${where}`}>
          <Switch
            labelHidden
            label="Notify of failed verification"
            checked={notifications.failedVerdict}
            onChange={(failedVerdict) => save({ notifications: { failedVerdict } })}
          />
        </SettingRow>
        <SettingRow label="Notify of a lost tunnel" hint={`When deliveries can’t come through any more, or the URL changes.${where}`}>
          <Switch
            labelHidden
            label="Notify of a lost tunnel"
            checked={notifications.tunnelLost}
            onChange={(tunnelLost) => save({ notifications: { tunnelLost } })}
          />
        </SettingRow>
        <SettingRow label="Open the tunnel again at start" hint="Under the same name, once it has been opened by hand.">
          <Switch
            labelHidden
            label="Open the tunnel again at start"
            checked={settings.reopenTunnel}
            onChange={(reopenTunnel) => save({ reopenTunnel })}
          />
        </SettingRow>
        <LostNameRow settings={settings} save={save} />
        <SettingRow label="Faults" hint="The master switch: off, no rule fails anything.">
          <Switch labelHidden label="Faults" checked={settings.faultsEnabled} onChange={(faultsEnabled) => save({ faultsEnabled })} />
        </SettingRow>
      </Card>
    </Section>
  )
}
