/** Which callers' addresses may come in, and which header tells them. */
import type { ReactNode } from 'react'
import type { CallerHeader, Exposure } from '../../../electron/contract/index.ts'
import { SavedTextarea } from '../../components/saved-input.tsx'
import { Badge, type Tone } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Select } from '../../components/ui/select.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { RuleRow } from './rule-row.tsx'
import type { SaveExposure } from './use-save-exposure.ts'

const headers: readonly { readonly value: CallerHeader; readonly label: string; readonly hint: string }[] = [
  { value: 'automatic', label: 'Automatic', hint: 'What the driver in use is known to send' },
  { value: 'x-forwarded-for', label: 'X-Forwarded-For', hint: 'Its last address' },
  { value: 'x-real-ip', label: 'X-Real-IP', hint: 'Set by a proxy such as nginx' },
  { value: 'cf-connecting-ip', label: 'CF-Connecting-IP', hint: 'Set by Cloudflare' }
]

const certainties: Readonly<Record<Exposure['caller']['certainty'], { readonly tone: Tone; readonly text: string }>> = {
  certain: { tone: 'success', text: 'Certain' },
  as_the_server_says: { tone: 'warning', text: 'As the server says' },
  unknown: { tone: 'danger', text: 'Not known' }
}

export interface AddressRuleProps {
  readonly exposure: Exposure
  readonly save: SaveExposure
}

export function AddressRule({ exposure: { allowed, callerHeader, caller }, save }: AddressRuleProps): ReactNode {
  const certainty = certainties[caller.certainty]
  const empty = (): void => {
    save.run({ allowed: [] })
    toast({ title: 'Every address may call', action: { label: 'Undo', onPress: () => save.run({ allowed }) } })
  }
  return (
    <RuleRow
      label="Allowed addresses"
      hint="Only these may call; others get 403. With none, everybody may."
      control={
        allowed.length === 0 ? (
          <span className="text-12 text-muted">Everybody may call</span>
        ) : (
          <span className="flex items-center gap-3 text-12">
            {allowed.length === 1 ? '1 entry' : `${allowed.length} entries`}
            <Button size="small" onClick={empty}>
              Allow everybody
            </Button>
          </span>
        )
      }
      below={
        <>
          <SavedTextarea
            mono
            label="Addresses and ranges, one on a line"
            hint="203.0.113.7, 203.0.113.0/24, 2001:db8::/32"
            rows={2}
            saved={allowed.join('\n')}
            onSave={(text) => save.attempt({ allowed: text.split(/[\n,\s]+/).filter((entry) => entry !== '') })}
          />
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12">
            <span className="font-medium">Caller’s address from</span>
            <span className="w-44">
              <Select
                size="small"
                label="Caller’s address from"
                value={callerHeader}
                options={headers}
                onChange={(value) => save.run({ callerHeader: value })}
              />
            </span>
            <Badge tone={certainty.tone}>{certainty.text}</Badge>
            <p className="basis-full text-muted">{caller.note}</p>
          </div>
        </>
      }
    />
  )
}
