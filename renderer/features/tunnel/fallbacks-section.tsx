/** What is tried, in order, when the tunnel can't be had: saved as it is changed. */
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { OpenTunnelInput, Tunnel, TunnelDriverInfo, TunnelFallbacks } from '../../../electron/contract/index.ts'
import { LoadProblem } from '../../components/load-problem.tsx'
import { OrderedList } from '../../components/ordered-list.tsx'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { useSettings } from '../../lib/queries.ts'
import { SettingRow } from '../settings/setting-row.tsx'
import { useSaveSettings } from '../settings/use-save-settings.ts'
import { FallbackDialog } from './fallback-dialog.tsx'
import { FallbackLine } from './fallback-line.tsx'
import { driverName, fallbackIds, optionsText, stepOf } from './fallback-text.ts'
import { GoBackRow } from './go-back-row.tsx'

const mostFallbacks = 8

export interface FallbacksSectionProps {
  readonly tunnel: Tunnel
  readonly drivers: readonly TunnelDriverInfo[]
}

export function FallbacksSection({ tunnel, drivers }: FallbacksSectionProps): ReactNode {
  const settings = useSettings()
  if (settings.isError) return <LoadProblem what="the fallbacks" error={settings.error} onRetry={() => void settings.refetch()} />
  return settings.data ? <Fallbacks tunnel={tunnel} drivers={drivers} fallbacks={settings.data.tunnelFallbacks} /> : null
}

function Fallbacks({ tunnel, drivers, fallbacks }: FallbacksSectionProps & { readonly fallbacks: TunnelFallbacks }): ReactNode {
  const { run, attempt } = useSaveSettings()
  const [edited, setEdited] = useState<number | 'new'>()
  const { chain, patienceSeconds } = fallbacks
  const save = (patch: Partial<TunnelFallbacks>): void => run({ tunnelFallbacks: patch })
  const put = (fallback: OpenTunnelInput): Promise<unknown> => {
    const next = edited === 'new' ? [...chain, fallback] : chain.map((old, index) => (index === edited ? fallback : old))
    return attempt({ tunnelFallbacks: { chain: next } })
  }
  const full = chain.length >= mostFallbacks ? `There can be ${mostFallbacks}.` : undefined
  return (
    <Section
      title="Fallbacks"
      hint="Tried from the top when the tunnel can’t be had. Each has another URL."
      actions={
        <Button icon={<Plus />} disabledReason={full} onClick={() => setEdited('new')}>
          Add fallback…
        </Button>
      }
    >
      {chain.length === 0 ? (
        <Card flush>
          <p className="px-4 py-3 text-muted">None: while the tunnel can’t be had, it is asked for again, and nothing else is tried.</p>
        </Card>
      ) : (
        <>
          <Chain tunnel={tunnel} drivers={drivers} chain={chain} onChange={(next) => save({ chain: [...next] })} onEdit={setEdited} />
          <Card flush>
            <SettingRow label="Patience" hint="How long a tunnel that does not receive is given to come back before the next one is tried.">
              <span className="block w-32">
                <NumberInput
                  label="Patience"
                  unit="s"
                  min={10}
                  max={3600}
                  step={10}
                  value={patienceSeconds}
                  onChange={(seconds) => save({ patienceSeconds: seconds })}
                />
              </span>
            </SettingRow>
            <GoBackRow fallbacks={fallbacks} save={save} />
          </Card>
        </>
      )}
      {edited !== undefined && (
        <FallbackDialog
          drivers={drivers}
          fallback={edited === 'new' ? undefined : chain[edited]}
          onSave={put}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  )
}

interface ChainProps extends FallbacksSectionProps {
  readonly chain: readonly OpenTunnelInput[]
  readonly onChange: (chain: readonly OpenTunnelInput[]) => void
  readonly onEdit: (index: number) => void
}

function Chain({ tunnel, drivers, chain, onChange, onEdit }: ChainProps): ReactNode {
  const ids = fallbackIds(chain)
  const remove = (index: number, name: string): void => {
    onChange(chain.toSpliced(index, 1))
    toast({ title: `${name} is no fallback any more`, action: { label: 'Undo', onPress: () => onChange(chain) } })
  }
  return (
    <OrderedList
      label="Fallbacks, tried from the top"
      noun="fallback"
      items={chain.map((fallback, index) => {
        const name = driverName(drivers, fallback.driver)
        return {
          id: ids[index] ?? '',
          name,
          line: (
            <FallbackLine
              place={index + 1}
              name={name}
              options={optionsText(drivers, fallback)}
              step={stepOf(tunnel.chain, fallback)}
              onEdit={() => onEdit(index)}
              onRemove={() => remove(index, name)}
            />
          )
        }
      })}
      onMove={(next) => onChange(next.flatMap((id) => chain[ids.indexOf(id)] ?? []))}
    />
  )
}
