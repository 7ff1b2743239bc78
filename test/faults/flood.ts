/** Run by faulted-flood.test.ts: the whole product with faults on, until it is killed. Its first line is its port. */
import { runningApp } from '../helpers/running-app.ts'

const app = await runningApp({ folder: process.argv[2] ?? '' })
const always = { scope: { always: true } } as const
const match = (path: string) => ({ match: { path } })
await app.client.faults.create({ id: 'webhook', kind: 'status', params: { status: 503 }, ...match('/status'), ...always })
await app.client.faults.create({ id: 'webhook', kind: 'reset', params: { when: 'before' }, ...match('/reset'), ...always })
await app.client.faults.create({ id: 'webhook', kind: 'empty', params: {}, ...match('/empty'), ...always })
await app.client.faults.create({ id: 'webhook', kind: 'truncated', params: {}, ...match('/truncated'), ...always })
await app.client.faults.create({ id: 'webhook', kind: 'malformed', params: {}, ...match('/malformed'), ...always })
process.stdout.write(`${app.port}\n`)
