/** The fields of a form or multipart body. */
import { File } from 'lucide-react'
import type { ReactNode } from 'react'
import { ByteSize } from '../../components/byte-size.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Visible } from '../../components/visible.tsx'
import type { BodyField } from './body-fields.ts'

const shownCharacters = 4_000

export function FieldTable({ fields }: { readonly fields: readonly BodyField[] }): ReactNode {
  if (fields.length === 0) return <p className="p-4 text-muted">No field could be read. Raw shows the body as it came.</p>
  return (
    <div tabIndex={0} role="region" aria-label="Fields" className="h-full overflow-auto p-3 -outline-offset-2">
      <table aria-label="Fields" className="w-full table-fixed border-collapse text-left">
        <colgroup>
          <col className="w-2/5" />
          <col />
          <col className="w-8" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            <th scope="col">Copy</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field, index) => (
            <tr key={`${index} ${field.name}`} className="border-b border-line/60 last:border-0 hover:bg-hover">
              <th scope="row" className="mono-12 py-1.5 pr-3 pl-1 align-top font-medium wrap-anywhere text-muted">
                <Visible text={field.name} />
              </th>
              <td className="mono-12 py-1.5 align-top wrap-anywhere whitespace-pre-wrap">
                {field.fileName === undefined ? <Value text={field.value} /> : <FilePart field={field} />}
              </td>
              <td className="align-top">
                <CopyButton size="small" label={`Copy the value of ${field.name}`} text={field.value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Value({ text }: { readonly text: string }): ReactNode {
  return (
    <>
      <Visible text={text.slice(0, shownCharacters)} keepLines />
      {text.length > shownCharacters && (
        <span className="text-faint"> … {(text.length - shownCharacters).toLocaleString('en-GB')} more characters</span>
      )}
    </>
  )
}

function FilePart({ field }: { readonly field: BodyField }): ReactNode {
  return (
    <span className="inline-flex items-center gap-2">
      <File className="text-faint" />
      <Visible text={field.fileName ?? ''} />
      <span className="text-faint">
        {field.contentType !== undefined && <Visible text={field.contentType} />} <ByteSize sizeBytes={field.sizeBytes} />
      </span>
    </span>
  )
}
