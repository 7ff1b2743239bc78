/** One form of a JSON text, as soon as it is there. */
import { useEffect, useState } from 'react'
import { type FormattedJson, formatSoon, type JsonForm } from '../../lib/format-json.ts'
import { isAborted } from '../../lib/problems.ts'

interface Result {
  readonly text: string
  readonly form: JsonForm
  readonly data?: FormattedJson
  readonly error?: Error
}

/** Both are undefined while it is being formatted. What is no longer asked for is given up. */
export function useFormatted(text: string, form: JsonForm): { readonly data?: FormattedJson; readonly error?: Error } {
  const [result, setResult] = useState<Result>()
  useEffect(() => {
    const stop = new AbortController()
    formatSoon({ text, form }, stop.signal).then(
      (data) => setResult({ text, form, data }),
      (error: unknown) => {
        if (!isAborted(error)) setResult({ text, form, error: error instanceof Error ? error : new Error(String(error)) })
      }
    )
    return () => stop.abort()
  }, [text, form])
  return result?.text === text && result.form === form ? result : {}
}
