/** Where the worker threads' files are, from source and from the built bundle alike. */

export type ThreadName = 'writer' | 'reader' | 'localtunnel'

const sources: Record<ThreadName, string> = {
  writer: './store/writer-thread.ts',
  reader: './store/reader-thread.ts',
  localtunnel: './tunnel/drivers/localtunnel-thread.ts'
}

/** The file URL to start a worker thread from. The bundle keeps all threads beside its entries, in `out/main`. */
export function threadFile(name: ThreadName): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL(sources[name], here)
  return new URL(`${name}-thread.js`, here.slice(0, here.lastIndexOf('/main/') + '/main/'.length))
}
