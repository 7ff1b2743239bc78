/** Formats one JSON text off the main thread, and is ended by whoever asked. */
import { formatJson } from './format-json.ts'

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const formatted = formatJson(data)
  const { table } = formatted
  const columns = [table.kinds, table.depths, table.starts, table.ends, table.keyStarts, table.keyEnds, table.nexts, table.counts]
  self.postMessage(formatted, { transfer: columns.map((column) => column.buffer) })
})
