/** Saves the bytes of a body to a file, as they came. */
import { useMutation } from '@tanstack/react-query'
import { ClipboardCopy, Download } from 'lucide-react'
import type { ReactNode } from 'react'
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { copyText } from '../../app/copy-text.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { decodeText } from '../../lib/bytes.ts'
import { downloadBytes } from '../../lib/download.ts'
import { toProblem } from '../../lib/problems.ts'
import { useClient } from '../../lib/services.tsx'
import { headerValue } from './body-kind.ts'
import { readAll } from './use-bytes.ts'

export interface SaveBodyProps {
  readonly id: string
  readonly part: 'body' | 'response' | undefined
  /** What is in view. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly headers: readonly HeaderPair[]
}

export function SaveBody({ id, part, bytes, headers }: SaveBodyProps): ReactNode {
  const client = useClient()
  const save = useMutation({
    mutationFn: async () =>
      part === undefined ? bytes : (await readAll(client, { id, part, decompress: false }, undefined, Infinity)).bytes,
    onSuccess: (whole) => downloadBytes(whole, `${part ?? 'answer'}-${id}${extensionOf(headers)}`),
    onError: (error) => toast({ kind: 'danger', title: 'The body was not saved', description: toProblem(error).message })
  })
  return (
    <>
      <IconButton
        size="small"
        label="Copy the body"
        icon={<ClipboardCopy />}
        onClick={() => void copyText(decodeText(bytes).text, 'The body')}
      />
      <IconButton
        size="small"
        label="Save the body to a file"
        icon={<Download />}
        disabled={save.isPending}
        onClick={() => save.mutate()}
      />
    </>
  )
}

const extensions: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/xml': '.xml',
  'text/xml': '.xml',
  'text/plain': '.txt',
  'text/csv': '.csv',
  'application/pdf': '.pdf'
}

/** A known, harmless ending; never one that the sender chose. */
function extensionOf(headers: readonly HeaderPair[]): string {
  if (headerValue(headers, 'content-encoding') !== '') return '.bin'
  const type = headerValue(headers, 'content-type').toLowerCase().split(';', 1)[0]?.trim() ?? ''
  return extensions[type] ?? (type.endsWith('+json') ? '.json' : '.bin')
}
