/** The values and the body of a sample, to change before it is sent. */
import { type ReactNode, useState } from 'react'
import type { Sample, SampleField } from '../../../electron/contract/index.ts'
import { CodeField } from '../../components/code/code-field.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { TabList, TabPanel, Tabs } from '../../components/ui/tabs.tsx'
import type { SampleEdits } from './use-sample-draft.ts'

type Part = 'values' | 'body'

export interface SampleEditorProps {
  readonly sample: Sample
  readonly edits: SampleEdits
  readonly onEdits: (edits: SampleEdits) => void
}

export function SampleEditor({ sample, edits, onEdits }: SampleEditorProps): ReactNode {
  const [part, setPart] = useState<Part>('values')
  const [round, setRound] = useState(0)
  const isChanged =
    (edits.body !== undefined && edits.body !== sample.body) ||
    sample.fields.some(({ name, value }) => edits.fields[name] !== undefined && edits.fields[name] !== value)
  return (
    <section aria-label="The event" className="flex flex-col rounded-panel border border-line">
      <Tabs value={part} onChange={setPart}>
        <div className="relative">
          <TabList
            label="Parts of the event"
            dense
            tabs={[
              { value: 'values', label: 'Values' },
              { value: 'body', label: 'Body' }
            ]}
          />
          {isChanged && (
            <div className="absolute inset-y-0 right-2 flex items-center">
              <Button
                size="small"
                variant="ghost"
                onClick={() => {
                  onEdits({ fields: {} })
                  setRound(round + 1)
                }}
              >
                Put the sample’s own back
              </Button>
            </div>
          )}
        </div>
        <TabPanel value="values">
          <Values sample={sample} edits={edits} onEdits={onEdits} />
        </TabPanel>
        <TabPanel value="body">
          <div className="flex h-42 flex-col">
            <div className="min-h-0 flex-1">
              <CodeField
                key={round}
                text={edits.body ?? sample.body}
                language={sample.layout === 'compact' || sample.layout === 'indented' ? 'json' : 'text'}
                label="Body of the event"
                onChange={(body) => onEdits({ ...edits, body })}
              />
            </div>
            <p className="border-t border-line px-3 py-1.5 text-12 text-muted">
              What stands in double braces is filled at each sending: values, fresh ids, the time.
            </p>
          </div>
        </TabPanel>
      </Tabs>
    </section>
  )
}

function Values({ sample, edits, onEdits }: SampleEditorProps): ReactNode {
  return (
    <div className="h-42 overflow-y-auto p-3">
      {sample.fields.length === 0 ? (
        <p className="text-muted">This event has no values of its own to change. Its body can be edited.</p>
      ) : (
        <div className="grid grid-cols-2 gap-3">
          {sample.fields.map((field) => (
            <ValueField
              key={field.name}
              field={field}
              value={edits.fields[field.name] ?? field.value}
              onChange={(value) => onEdits({ ...edits, fields: { ...edits.fields, [field.name]: value } })}
            />
          ))}
        </div>
      )}
    </div>
  )
}

interface ValueFieldProps {
  readonly field: SampleField
  readonly value: string
  readonly onChange: (value: string) => void
}

function ValueField({ field, value, onChange }: ValueFieldProps): ReactNode {
  const isWrong = field.kind === 'number' && !/^-?\d+(\.\d+)?$/.test(value)
  return (
    <Field label={field.label} error={isWrong ? 'A number is needed, such as 1250.' : undefined}>
      <Input value={value} onChange={onChange} {...(field.kind === 'number' && { inputMode: 'decimal' })} />
    </Field>
  )
}
