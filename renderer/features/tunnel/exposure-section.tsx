/** What the public URL lets through: each rule on a line, saved as it is changed. Local requests know none of them. */
import type { ReactNode } from 'react'
import type { Endpoint, Tunnel } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useExposure } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { AddressRule } from './address-rule.tsx'
import { CredentialsRule } from './credentials-rule.tsx'
import { RefusedRequests } from './refused-requests.tsx'
import { RuleRow } from './rule-row.tsx'
import { TokenRule } from './token-rule.tsx'
import { isOpen } from './tunnel-state.ts'
import { useSaveExposure } from './use-save-exposure.ts'

export interface ExposureSectionProps {
  readonly tunnel: Tunnel
  readonly endpoints: readonly Endpoint[]
}

export function ExposureSection({ tunnel, endpoints }: ExposureSectionProps): ReactNode {
  const { data: exposure, isError, error, refetch } = useExposure()
  const save = useSaveExposure()
  const publicUrl = isOpen(tunnel) ? tunnel.publicUrl : undefined
  const path = endpoints.find(({ enabled }) => enabled)?.path ?? ''
  if (isError) return <LoadProblem what="the rules of the public URL" error={error} onRetry={() => void refetch()} />
  if (!exposure) return null
  return (
    <Section title="What is let through" hint="For requests through the tunnel; local ones are taken as ever. Changes hold at once.">
      {exposure.warnings.length > 0 && (
        <Banner shape="card" tone="warning" title={exposure.warnings.length === 1 ? 'One thing to know' : 'Some things to know'}>
          {exposure.warnings.map((text) => (
            <p key={text}>{visibleText(text)}</p>
          ))}
        </Banner>
      )}
      <Card flush>
        <RuleRow
          label="Known paths only"
          hint="A path that no endpoint takes gets 404 and leaves nothing behind. Off, it is kept among the unrouted deliveries."
          control={
            <Switch
              labelHidden
              label="Known paths only"
              checked={exposure.paths === 'endpoints'}
              onChange={(only) => save.run({ paths: only ? 'endpoints' : 'all' })}
            />
          }
        />
        <TokenRule exposure={exposure} publicUrl={publicUrl} save={save} />
        <CredentialsRule exposure={exposure} url={publicUrl === undefined ? undefined : publicUrl + path} save={save} />
        <AddressRule exposure={exposure} save={save} />
        <RuleRow
          label="Cap"
          hint="How many requests are let through in any 60 seconds; more get 429. 0 is no cap."
          control={
            <span className="block w-40">
              <NumberInput
                label="Requests in a minute"
                unit="a minute"
                min={0}
                max={1_000_000}
                step={10}
                value={exposure.maxPerMinute}
                onChange={(maxPerMinute) => save.run({ maxPerMinute })}
              />
            </span>
          }
        />
      </Card>
      <Card flush>
        <RefusedRequests exposure={exposure} />
      </Card>
    </Section>
  )
}
