/** The same delivery sent by three senders that have nothing in common: curl, undici and Python's http.client. */
import { Agent, errors, request } from 'undici'
import { provideProgram, runProgram } from '../helpers/program.ts'

/** What a sender made of the answer: its status and body, or how it says that it failed. */
export interface Seen {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly sizeBytes?: number
  readonly text?: string
  /** curl's exit code, the code of undici's error, or the name of Python's exception. */
  readonly failure?: string
}

export interface SendOptions {
  readonly timeoutMs?: number
  readonly body?: string
}

export type Client = (url: string, options?: SendOptions) => Promise<Seen>

const usualBody = '{"event":"a"}'

export function provideClients(): void {
  provideProgram('curl')
  provideProgram('python3')
}

export const curl: Client = async (url, { timeoutMs = 10_000, body = usualBody } = {}) => {
  const told = '%{stderr}{"status":"%{http_code}","sizeBytes":%{size_download},"headers":%{header_json}}'
  const args = ['-s', '-m', String(timeoutMs / 1000), '-X', 'POST', '-d', body, '-w', told, url]
  const { code, stdout, stderr } = await runProgram('curl', args)
  const seen = JSON.parse(stderr) as { status: string; sizeBytes: number; headers: Record<string, string[]> }
  const headers = Object.fromEntries(Object.entries(seen.headers).map(([name, values]) => [name, values.join(', ')]))
  const answer =
    seen.status === '000' ? {} : { status: Number(seen.status), headers, sizeBytes: seen.sizeBytes, text: stdout.slice(0, 4096) }
  return { ...answer, ...(code === 0 ? {} : { failure: `exit ${code}` }) }
}

export const undici: Client = async (url, { timeoutMs = 10_000, body = usualBody } = {}) => {
  const dispatcher = new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
  let seen: Seen = {}
  try {
    const answer = await request(url, { method: 'POST', body, dispatcher })
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
    seen = { status: answer.statusCode, headers }
    const bytes = await answer.body.bytes()
    return { ...seen, sizeBytes: bytes.byteLength, text: Buffer.from(bytes).toString('latin1').slice(0, 4096) }
  } catch (error) {
    return { ...seen, failure: error instanceof errors.UndiciError || error instanceof Error ? codeOf(error) : String(error) }
  } finally {
    await dispatcher.destroy()
  }
}

const script = `
import http.client, json, sys
url, port, timeout, body = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4].encode()
seen = {}
try:
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=timeout)
    connection.request('POST', url, body, {'Content-Type': 'application/json'})
    answer = connection.getresponse()
    seen = {'status': answer.status, 'headers': {name.lower(): value for name, value in answer.getheaders()}}
    data = answer.read()
    seen['sizeBytes'] = len(data)
    seen['text'] = data[:4096].decode('latin-1')
except Exception as error:
    seen['failure'] = type(error).__name__
print(json.dumps(seen))
`

export const python: Client = async (url, { timeoutMs = 10_000, body = usualBody } = {}) => {
  const { port, pathname } = new URL(url)
  const { stdout, stderr } = await runProgram('python3', ['-c', script, pathname, port, String(timeoutMs / 1000), body])
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Seen
}

/** One delivery by each of them, side by side. */
export async function sendByAll(
  url: string,
  options?: SendOptions
): Promise<{ readonly curl: Seen; readonly undici: Seen; readonly python: Seen }> {
  const [byCurl, byUndici, byPython] = await Promise.all([curl(url, options), undici(url, options), python(url, options)])
  return { curl: byCurl, undici: byUndici, python: byPython }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
