/** A receiver of the guide as a process of its own: `await using receiver = await startReceiver('flask', '1_receive.py')`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { withDeadline } from './deadline.ts'
import { provideFlask } from './program.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const guideSecret = 'my_secret'

export const guideFolder = fileURLToPath(new URL('../../docs/guide/', import.meta.url))

export interface GuideReceiver extends AsyncDisposable {
  readonly url: string
  readonly logFile: string
}

/** Starts a step's file as the guide says, on a free port. Errors: rejects with what it wrote when it does not come up. */
export async function startReceiver(language: 'flask' | 'express', file: string): Promise<GuideReceiver> {
  const folder = await temporaryFolder()
  const logFile = join(folder.path, 'webhook.log')
  const program = language === 'flask' ? provideFlask() : process.execPath
  const child = spawn(program, [join(guideFolder, language, file)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      WEBHOOK_SECRET: guideSecret,
      DATABASE: join(folder.path, 'webhooks.db'),
      LOG: logFile,
      PYTHONDONTWRITEBYTECODE: '1'
    }
  })
  const exited = once(child, 'exit')
  let written = ''
  const address = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      written += `${line}\n`
      const found = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
      if (found !== undefined) address.resolve(found)
    })
  }
  void exited.then(() => address.reject(new Error(`${file} ended.\n${written}`)))
  return {
    url: await withDeadline(address.promise, 30_000, `${file} did not say where it runs.\n${written}`),
    logFile,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
      await folder[Symbol.asyncDispose]()
    }
  }
}
