/** The writer's line to the reader. */
import type { MessagePort } from 'node:worker_threads'
import type { ReaderNews, WriterNews } from './thread-news.ts'

const newsEveryMs = 150
const releaseMs = 3000

export interface ReaderLink {
  committed(): void
  removed(keys: readonly number[]): void
  /** Resolves when the reader holds the file no longer, or does not answer. */
  release(): Promise<void>
  replaced(): void
  close(): void
}

/** `onDamaged`: the reader met a damaged page of the present file. */
export function linkReader(port: MessagePort, onDamaged: (reason: string) => void): ReaderLink {
  let timer: NodeJS.Timeout | undefined
  let released: (() => void) | undefined
  let file = 0
  const tell = (news: WriterNews): void => port.postMessage(news, [])
  port.on('message', (news: ReaderNews) => {
    if (news.kind === 'released') released?.()
    else if (news.file === file) onDamaged(news.reason)
  })
  return {
    committed() {
      timer ??= setTimeout(() => {
        timer = undefined
        tell({ kind: 'committed' })
      }, newsEveryMs)
    },
    removed: (keys) => tell({ kind: 'removed', keys }),
    release: () =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, releaseMs)
        released = () => {
          clearTimeout(late)
          resolve()
        }
        tell({ kind: 'release' })
      }),
    replaced: () => tell({ kind: 'replaced', file: ++file }),
    close() {
      clearTimeout(timer)
      port.close()
    }
  }
}
