/** Formats one JSON text off the main thread, and is ended by whoever asked. */
import { type FormatQuestion, formatJson, type FormattedJson } from './format-json.ts'

self.addEventListener('message', ({ data }: MessageEvent<FormatQuestion>) => {
  const answer = formatJson(data)
  self.postMessage(answer, { transfer: columnsOf(answer) })
})

/** The columns of a table change hands without being copied. */
function columnsOf(answer: FormattedJson): ArrayBuffer[] {
  if (answer.form === 'pretty') return []
  const { kinds, depths, starts, ends, keyStarts, keyEnds, nexts, counts } = answer.table
  return [kinds, depths, starts, ends, keyStarts, keyEnds, nexts, counts].map((column) => column.buffer)
}
