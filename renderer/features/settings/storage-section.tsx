/** What is kept, for how long, and how surely. */
import type { ReactNode } from 'react'
import type { Settings, SettingsPatch, Status } from '../../../electron/contract/index.ts'
import { Card, FieldGrid } from '../../components/page.tsx'
import { SavedNumber } from '../../components/saved-input.tsx'
import { Section } from '../../components/section.tsx'
import { RadioList } from '../../components/ui/radio-list.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { formatBytes } from '../../lib/bytes.ts'

const mebibyte = 1024 * 1024

export interface StorageSectionProps {
  readonly settings: Settings
  readonly status: Status | undefined
  readonly save: (patch: SettingsPatch) => void
  /** For fields that show their own error. */
  readonly attempt: (patch: SettingsPatch) => Promise<unknown>
}

export function StorageSection({ settings, status, save, attempt }: StorageSectionProps): ReactNode {
  const kept = status && `${status.counts.deliveries.toLocaleString('en-GB')} deliveries, ${formatBytes(status.storeBytes)} on disk now.`
  return (
    <Section title="Storage" hint={<>The oldest deliveries go when any of these is passed. Starred ones stay. {kept}</>}>
      <Card>
        <RetentionFields retention={settings.retention} attempt={attempt} />
        <div className="flex flex-col gap-1">
          <h3 className="text-12 font-medium">Durability</h3>
          <RadioList
            label="Durability"
            value={settings.durability}
            onChange={(durability) => save({ durability })}
            options={[
              { value: 'normal', label: 'Normal', hint: 'What was answered survives a crash of Hooklab. Fast.' },
              { value: 'full', label: 'Full', hint: 'It also survives a power loss: each answer waits for the disk.' }
            ]}
          />
        </div>
      </Card>
      <Card>
        <FieldGrid narrow>
          <SavedNumber
            label="Largest body"
            unit="MB"
            hint="Larger ones get 413; their first part is kept."
            min={1}
            max={100}
            saved={Math.max(1, Math.round(settings.maxBodyBytes / mebibyte))}
            onSave={(megabytes) => attempt({ maxBodyBytes: megabytes * mebibyte })}
          />
        </FieldGrid>
        <Switch
          label="Write bodies to webhook.log"
          hint="Bodies may hold personal data and tokens. The log is plain text."
          checked={settings.logBodies}
          onChange={(logBodies) => save({ logBodies })}
        />
      </Card>
    </Section>
  )
}

interface RetentionFieldsProps {
  readonly retention: Settings['retention']
  readonly attempt: (patch: SettingsPatch) => Promise<unknown>
}

function RetentionFields({ retention, attempt }: RetentionFieldsProps): ReactNode {
  return (
    <FieldGrid>
      <SavedNumber
        label="Keep at most"
        unit="deliveries"
        min={100}
        max={100_000_000}
        step={1000}
        saved={retention.maxDeliveries}
        onSave={(maxDeliveries) => attempt({ retention: { maxDeliveries } })}
      />
      <SavedNumber
        label="For at most"
        unit="days"
        hint="0 for no limit."
        min={0}
        max={36_500}
        saved={retention.maxAgeDays}
        onSave={(maxAgeDays) => attempt({ retention: { maxAgeDays } })}
      />
      <SavedNumber
        label="On at most"
        unit="MB"
        min={10}
        max={1_048_576}
        step={100}
        saved={Math.round(retention.maxBytes / mebibyte)}
        onSave={(megabytes) => attempt({ retention: { maxBytes: megabytes * mebibyte } })}
      />
    </FieldGrid>
  )
}
