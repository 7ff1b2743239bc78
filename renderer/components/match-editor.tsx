/** Edits a rule of which deliveries are meant. Every field that is filled in must hold; none means all. */
import type { ReactNode } from 'react'
import type { FaultMatch } from '../../electron/contract/index.ts'
import { FieldGrid } from './page.tsx'
import { Field } from './ui/field.tsx'
import { Input } from './ui/input.tsx'

/** The text of each field; empty means that it does not matter. */
export interface MatchTexts {
  readonly eventType: string
  readonly jsonPath: string
  readonly equals: string
  readonly headerName: string
  readonly headerValue: string
  readonly method: string
  readonly path: string
}

export function toMatchTexts(match: FaultMatch | undefined): MatchTexts {
  return {
    eventType: match?.eventType ?? '',
    jsonPath: match?.jsonPath ?? '',
    equals: match?.equals ?? '',
    headerName: match?.header?.name ?? '',
    headerValue: match?.header?.value ?? '',
    method: match?.method ?? '',
    path: match?.path ?? ''
  }
}

/** Nothing when no field is filled in. */
export function fromMatchTexts(texts: MatchTexts): FaultMatch | undefined {
  const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())
  const [eventType, jsonPath, headerName, method, path] = [texts.eventType, texts.jsonPath, texts.headerName, texts.method, texts.path].map(
    filled
  )
  const match: FaultMatch = {
    ...(eventType !== undefined && { eventType }),
    ...(jsonPath !== undefined && { jsonPath, ...(texts.equals !== '' && { equals: texts.equals }) }),
    ...(headerName !== undefined && { header: { name: headerName, ...(texts.headerValue !== '' && { value: texts.headerValue }) } }),
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(path !== undefined && { path })
  }
  return Object.keys(match).length === 0 ? undefined : match
}

export interface MatchEditorProps {
  readonly value: MatchTexts
  readonly onChange: (value: MatchTexts) => void
  readonly onSettled?: () => void
  /** A target's filter has neither method nor path. */
  readonly ofFault?: boolean
}

export function MatchEditor({ value, onChange, onSettled, ofFault = false }: MatchEditorProps): ReactNode {
  const line = (name: keyof MatchTexts, label: string, placeholder: string, hint?: string): ReactNode => (
    <Field label={label} hint={hint}>
      <Input
        mono
        placeholder={placeholder}
        value={value[name]}
        onChange={(text) => onChange({ ...value, [name]: text })}
        onBlur={onSettled}
      />
    </Field>
  )
  return (
    <div className="flex flex-col gap-4">
      {line('eventType', 'Event type', 'invoice.*', 'A * stands for anything.')}
      {ofFault && (
        <FieldGrid>
          {line('method', 'Method', 'POST')}
          {line('path', 'Path', '/orders/*', 'Below the endpoint’s own.')}
        </FieldGrid>
      )}
      <FieldGrid>
        {line('jsonPath', 'JSON path', 'data.items[0].id', 'Dotted, into the body.')}
        {line('equals', 'Equals', 'Any value', 'Compared as text.')}
      </FieldGrid>
      <FieldGrid>
        {line('headerName', 'Header', 'X-Test-Case')}
        {line('headerValue', 'With the value', 'Any value')}
      </FieldGrid>
    </div>
  )
}

/** `type invoice.*, event = "fail_test"`: a match in few words. */
export function describeMatch(match: FaultMatch): string {
  const parts = [
    match.eventType !== undefined && `type ${match.eventType}`,
    match.jsonPath !== undefined && (match.equals === undefined ? `${match.jsonPath} is there` : `${match.jsonPath} = "${match.equals}"`),
    match.header !== undefined &&
      (match.header.value === undefined ? `header ${match.header.name}` : `header ${match.header.name}: ${match.header.value}`),
    match.method !== undefined && match.method,
    match.path !== undefined && `path ${match.path}`
  ]
  return parts.filter((part) => part !== false).join(', ')
}
