/** Edits the body as text or as bytes. Both are views of the same bytes, and bytes that are no text are never made one. */
import { FileUp, Undo2, WandSparkles } from 'lucide-react'
import { type ChangeEvent, type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { ByteSize } from '../../components/byte-size.tsx'
import { CodeField } from '../../components/code/code-field.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { readHexText, toHexText } from '../../components/code/hex-text.ts'
import { prettyJson } from '../../components/json/json-pretty.ts'
import { placeOf, scanJson } from '../../components/json/json-scan.ts'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { Segmented } from '../../components/ui/segmented.tsx'
import { sameBytes } from '../../lib/bytes.ts'
import { toProblem } from '../../lib/problems.ts'
import { bodyKindOf, headerValue } from '../detail/body-kind.ts'
import { editableText } from './draft.ts'
import type { OriginalBody } from './use-original-body.ts'

export interface BodyEditorProps {
  readonly delivery: DeliveryDetail
  readonly original: OriginalBody
  /** Undefined: as it came. */
  readonly body: Uint8Array<ArrayBuffer> | undefined
  readonly onBody: (body: Uint8Array<ArrayBuffer> | undefined) => void
  /** What is written can't be read as bytes: nothing may be sent. */
  readonly onProblem: (problem: string | undefined) => void
}

type Mode = 'text' | 'bytes'

/** Longer JSON is sent without being looked at. */
const mostCheckedCharacters = 524_288

export function BodyEditor({ delivery, original, body, onBody, onProblem }: BodyEditorProps): ReactNode {
  const shown = body ?? original.bytes
  if (original.loading && body === undefined) {
    return (
      <Delayed>
        <p className="p-3 text-muted">Reading the body…</p>
      </Delayed>
    )
  }
  if (shown === undefined) return <NotEditable delivery={delivery} original={original} onBody={onBody} />
  return <Editor delivery={delivery} original={original.bytes} shown={shown} onBody={onBody} onProblem={onProblem} />
}

interface EditorProps {
  readonly delivery: DeliveryDetail
  readonly original: Uint8Array<ArrayBuffer> | undefined
  readonly shown: Uint8Array<ArrayBuffer>
  readonly onBody: BodyEditorProps['onBody']
  readonly onProblem: BodyEditorProps['onProblem']
}

function Editor({ delivery, original, shown, onBody, onProblem }: EditorProps): ReactNode {
  const text = useMemo(() => editableText(shown), [shown])
  const [mode, setMode] = useState<Mode>(text === undefined ? 'bytes' : 'text')
  // The editor keeps its own text; another round begins when the bytes come from elsewhere.
  const [round, setRound] = useState(0)
  const [problem, setProblem] = useState<string>()
  const isJson =
    text !== undefined && bodyKindOf({ contentType: headerValue(delivery.headers, 'content-type'), text, lossy: false }) === 'json'
  // Typing does not wait for it.
  const checked = useDeferredValue(isJson && text.length <= mostCheckedCharacters ? text : '')
  const error = useMemo(() => (checked === '' ? undefined : scanJson(checked).error), [checked])
  // What can't be read is forgotten with the editor: the draft holds the last bytes that could.
  useEffect(() => () => onProblem(undefined), [onProblem])
  const report = (next: string | undefined): void => {
    setProblem(next)
    onProblem(next)
  }
  const replace = (bytes: Uint8Array<ArrayBuffer> | undefined): void => {
    report(undefined)
    onBody(bytes)
    if (bytes !== undefined && editableText(bytes) === undefined) setMode('bytes')
    setRound((before) => before + 1)
  }
  const change = (next: Mode): void => {
    if (next === 'text' && text === undefined) return report('These bytes are not UTF-8, so there is no text to edit.')
    report(undefined)
    return setMode(next)
  }
  const typed = (next: string): void => {
    if (mode === 'text') return onBody(new TextEncoder().encode(next))
    const reading = readHexText(next)
    report('problem' in reading ? `Line ${reading.line}: ${reading.problem}` : undefined)
    return 'problem' in reading ? undefined : onBody(reading.bytes)
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Bar
        mode={mode}
        onMode={change}
        sizeBytes={shown.length}
        isChanged={original !== undefined && !sameBytes(original, shown)}
        onReplace={replace}
        onFormat={isJson && !error && mode === 'text' ? () => replace(formatted(text)) : undefined}
      />
      <div className="min-h-0 flex-1">
        <CodeField
          key={`${round} ${mode}`}
          label={mode === 'text' ? 'Body' : 'Body, hexadecimal'}
          language={mode === 'bytes' ? 'hex' : isJson ? 'json' : 'text'}
          text={mode === 'text' ? (text ?? '') : toHexText(shown)}
          onChange={typed}
        />
      </div>
      <Status problem={problem} text={isJson && mode === 'text' ? jsonText(text, error) : hints[mode]} />
    </div>
  )
}

const hints: Readonly<Record<Mode, string>> = {
  text: 'Text, as UTF-8',
  bytes: 'Two digits or letters a byte'
}

interface BarProps {
  readonly mode: Mode
  readonly onMode: (mode: Mode) => void
  readonly sizeBytes: number
  readonly isChanged: boolean
  readonly onReplace: (bytes: Uint8Array<ArrayBuffer> | undefined) => void
  /** Only where there is something to lay out. */
  readonly onFormat: (() => void) | undefined
}

function Bar({ mode, onMode, sizeBytes, isChanged, onReplace, onFormat }: BarProps): ReactNode {
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1">
      <Segmented
        label="Edit as"
        value={mode}
        options={[
          { value: 'text', label: 'Text' },
          { value: 'bytes', label: 'Bytes' }
        ]}
        onChange={onMode}
      />
      <span className="text-12 text-faint">
        <ByteSize sizeBytes={sizeBytes} />
      </span>
      {isChanged && <Badge tone="warning">changed</Badge>}
      <span className="flex-1" />
      {onFormat && (
        <Button size="small" variant="ghost" icon={<WandSparkles />} onClick={onFormat}>
          Format
        </Button>
      )}
      <FromFile onBytes={onReplace} />
      {isChanged && (
        <Button size="small" variant="ghost" icon={<Undo2 />} onClick={() => onReplace(undefined)}>
          As it came
        </Button>
      )}
    </div>
  )
}

function Status({ problem, text }: { readonly problem: string | undefined; readonly text: string }): ReactNode {
  return (
    <p
      role="status"
      className={classNames(
        'min-h-6 shrink-0 border-t border-line px-3 py-1 text-12',
        problem === undefined ? 'text-muted' : 'text-danger'
      )}
    >
      {problem ?? text}
    </p>
  )
}

function formatted(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(prettyJson(text, scanJson(text).table))
}

function jsonText(text: string, error: ReturnType<typeof scanJson>['error']): string {
  if (text === '') return 'Empty'
  if (!error) return 'Valid JSON'
  const { line, column } = placeOf(text, error.offset)
  return `Not valid JSON: ${error.message}, at line ${line.toLocaleString('en-GB')}, column ${column.toLocaleString('en-GB')}. It is sent like this all the same.`
}

function NotEditable({ delivery, original, onBody }: Pick<BodyEditorProps, 'delivery' | 'original' | 'onBody'>): ReactNode {
  return (
    <div className="flex flex-col items-start gap-3 p-4">
      <p className="text-muted">
        {original.error ? (
          <>The body could not be read: {toProblem(original.error).message}</>
        ) : (
          <>
            The body is <ByteSize sizeBytes={delivery.body.sizeBytes} />: too large to edit here. It goes out byte for byte as it came, or
            another takes its place.
          </>
        )}
      </p>
      <FromFile onBytes={onBody} />
    </div>
  )
}

function FromFile({ onBytes }: { readonly onBytes: (bytes: Uint8Array<ArrayBuffer>) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.target.files ?? []
    event.target.value = ''
    if (file) void file.arrayBuffer().then((buffer) => onBytes(new Uint8Array(buffer)))
  }
  return (
    <>
      <input ref={input} type="file" hidden aria-label="File with the body" onChange={take} />
      <Button size="small" variant="ghost" icon={<FileUp />} onClick={() => input.current?.click()}>
        From a file
      </Button>
    </>
  )
}
