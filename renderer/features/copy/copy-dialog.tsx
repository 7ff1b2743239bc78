/** A delivery to be pasted elsewhere: the forms, what each looks like, and whether credentials and signatures stay out. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useSetUi, useUi } from '../../app/ui-state.ts'
import { Banner } from '../../components/banner.tsx'
import { CodeView } from '../../components/code/code-view.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { TabList, TabPanel, Tabs } from '../../components/ui/tabs.tsx'
import { downloadBytes } from '../../lib/download.ts'
import { toProblem } from '../../lib/problems.ts'
import { useClient } from '../../lib/services.tsx'
import { type FormatInfo, formatCopy, formats } from './formats.ts'
import { type CopyFormat, readRequest } from './use-copy-as.ts'

const lastFormatKey = 'hooklab.copy-format'

export function CopyDialog({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactNode {
  const client = useClient()
  const cache = useQueryClient()
  const { data, error } = useQuery({
    queryKey: ['copied-request', id],
    queryFn: () => readRequest(client, cache, id),
    gcTime: 0,
    retry: false
  })
  const redacted = useUi((state) => state.redactCopies)
  const [format, setFormat] = useState<CopyFormat>(() => lastFormat())
  const text = useMemo(() => data && formatCopy(data, format, redacted), [data, format, redacted])
  const info = formats.find((known) => known.id === format)
  const choose = (next: CopyFormat): void => {
    localStorage.setItem(lastFormatKey, next)
    setFormat(next)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      size="large"
      title="Copy as"
      description="It is sent to the local listener, with the very bytes that came."
      footer={text !== undefined && info && <Actions text={text} info={info} />}
    >
      {error && (
        <Banner shape="card" tone="danger" urgent title="It can’t be copied">
          {toProblem(error).message}
        </Banner>
      )}
      {text !== undefined && (
        <Tabs value={format} onChange={choose}>
          <TabList dense label="Forms" tabs={formats.map(({ id: value, label }) => ({ value, label }))} />
          <TabPanel value={format}>{info && <Preview info={info} text={text} redacted={redacted} />}</TabPanel>
        </Tabs>
      )}
    </Dialog>
  )
}

function lastFormat(): CopyFormat {
  return formats.find((known) => known.id === localStorage.getItem(lastFormatKey))?.id ?? 'curl'
}

function Actions({ text, info }: { readonly text: string; readonly info: FormatInfo }): ReactNode {
  return (
    <>
      <Button variant="ghost" icon={<Download />} onClick={() => downloadBytes(new TextEncoder().encode(text), info.fileName)}>
        Save as {info.fileName}
      </Button>
      <CopyButton variant="primary" text={text} label={`Copy: ${info.label}`}>
        Copy
      </CopyButton>
    </>
  )
}

interface PreviewProps {
  readonly info: FormatInfo
  readonly text: string
  readonly redacted: boolean
}

function Preview({ info, text, redacted }: PreviewProps): ReactNode {
  const setUi = useSetUi()
  return (
    <div className="flex flex-col gap-3 pt-3">
      <Switch
        label="Leave out credentials and signatures"
        hint={redactionHint(info.id, redacted)}
        checked={redacted}
        onChange={(redactCopies) => setUi({ redactCopies })}
      />
      <div className="h-80 overflow-hidden rounded-control border border-line bg-canvas">
        <CodeView label={info.label} text={text} language={info.id === 'har' ? 'json' : 'text'} />
      </div>
      <p className="text-12 text-muted">{info.hint}</p>
    </div>
  )
}

function redactionHint(format: CopyFormat, redacted: boolean): string {
  if (format === 'vitest' || format === 'pytest')
    return redacted
      ? 'The test signs the delivery itself, with a secret of its own.'
      : 'The recorded signature is checked with the secret in the variable WEBHOOK_SECRET.'
  return redacted
    ? 'Sent like this, it fails verification. Switch it off to send it as it came.'
    : 'Whoever reads it can pass for the sender.'
}
