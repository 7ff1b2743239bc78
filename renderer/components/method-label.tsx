/** An HTTP method. Methods that write nothing are quieter; the word itself says which it is. */
import type { ReactNode } from 'react'
import { classNames } from './ui/class-names.ts'
import { visibleText } from '../lib/visible-text.ts'

const tones: Readonly<Record<string, string>> = {
  POST: 'text-success',
  PUT: 'text-info',
  PATCH: 'text-info',
  DELETE: 'text-danger',
  GET: 'text-muted',
  HEAD: 'text-muted',
  OPTIONS: 'text-muted'
}

export function MethodLabel({ method }: { readonly method: string }): ReactNode {
  return <span className={classNames('mono-12 truncate font-medium', tones[method] ?? 'text-violet')}>{visibleText(method)}</span>
}
