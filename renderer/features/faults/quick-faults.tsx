/** Faults that are one press away. */
import { Clock, Hourglass, ServerCrash, Unplug } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Endpoint, FaultInput } from '../../../electron/contract/index.ts'
import { Select } from '../../components/ui/select.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { useFaultActions } from './use-fault-actions.ts'

interface QuickFault {
  readonly label: string
  readonly hint: string
  readonly icon: ReactNode
  readonly input: FaultInput
}

const quickFaults: readonly QuickFault[] = [
  {
    label: 'Fail the next one',
    hint: '503, once',
    icon: <ServerCrash />,
    input: { kind: 'status', params: { status: 503 }, scope: { nextN: 1 } }
  },
  {
    label: 'Fail everything',
    hint: '500, until off',
    icon: <ServerCrash />,
    input: { kind: 'status', params: { status: 500 }, scope: { always: true } }
  },
  {
    label: 'Fail, then recover',
    hint: 'first 2 of each event',
    icon: <ServerCrash />,
    input: { kind: 'status', params: { status: 503 }, scope: { firstPerEvent: 2 } }
  },
  { label: 'Answer late', hint: 'after 10 s', icon: <Clock />, input: { kind: 'delay', params: { ms: 10_000 }, scope: { always: true } } },
  { label: 'Never answer', hint: 'hang, once', icon: <Hourglass />, input: { kind: 'hang', params: {}, scope: { nextN: 1 } } },
  {
    label: 'Drop the connection',
    hint: 'reset, once',
    icon: <Unplug />,
    input: { kind: 'reset', params: { when: 'before' }, scope: { nextN: 1 } }
  }
]

export function QuickFaults({ endpoints }: { readonly endpoints: readonly Endpoint[] }): ReactNode {
  const [chosenId, setChosenId] = useState<string>()
  const { create, setMaster } = useFaultActions()
  const endpoint = endpoints.find(({ id }) => id === chosenId) ?? endpoints[0]
  if (!endpoint) return null
  const add = (input: FaultInput): void => {
    create.run({ ...input, endpointId: endpoint.id })
    // Whoever adds a fault wants it to work.
    setMaster.run(true)
  }
  return (
    <section aria-label="Quick faults" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-11 text-faint">Quick faults</h3>
        {endpoints.length > 1 && (
          <span className="w-40">
            <Select
              size="small"
              label="Endpoint of quick faults"
              value={endpoint.id}
              onChange={setChosenId}
              options={endpoints.map(({ id, name }) => ({ value: id, label: visibleText(name) }))}
            />
          </span>
        )}
      </div>
      <div className="grid grid-cols-2 gap-1.5">
        {quickFaults.map(({ label, hint, icon, input }) => (
          <button
            key={label}
            type="button"
            disabled={create.busy}
            onClick={() => add(input)}
            className="flex items-start gap-2 rounded-control border border-line bg-raised px-2 py-1.5 text-left transition-colors hover:border-line-strong hover:bg-hover"
          >
            <span className="mt-0.5 text-violet">{icon}</span>
            <span className="min-w-0">
              <span className="block">{label}</span>
              <span className="block text-12 text-muted">{hint}</span>
            </span>
          </button>
        ))}
      </div>
    </section>
  )
}
