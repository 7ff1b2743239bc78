/** Which running Hooklab a command speaks to, and what is said when there is none or the command is written wrongly. */
import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { runCli, type CliRun } from '../helpers/run-cli.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

let hooklab: HooklabProcess
beforeAll(async () => {
  hooklab = await startHooklab()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

const run = (...args: string[]): Promise<CliRun> => runCli([...args, '--data', hooklab.dataFolder])

describe('finding the running Hooklab', () => {
  test.each(['list', 'show latest', 'wait', 'tail', 'send', 'resend latest', 'replay since:1h', 'tunnel'])(
    '%s says how to start one when none runs, whatever its environment',
    async (command) => {
      await using folder = await temporaryFolder()
      const env = { HOME: folder.path, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '' }
      const { code, stdout, stderr } = await runCli(command.split(' '), { env })
      const places = [join(folder.path, '.local/share/hooklab'), join(folder.path, '.config/hooklab/data')].join(' or ')
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toContain(`no running Hooklab was found for ${places}. Start one with "hooklab serve"`)
    }
  )

  test('the file is the user’s alone, and gone with the run', async () => {
    await using other = await startHooklab({ args: [] })
    const path = join(other.dataFolder, 'instance.json')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: other.pid, control: other.controlUrl, token: other.token })
    await other.stop()
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })

  test('flags and variables go before the file', async () => {
    const { controlUrl, token } = hooklab
    const byFlag = await runCli(['list', '--control', controlUrl, '--token', 'env:MY_TOKEN'], { env: { MY_TOKEN: token } })
    const byVariable = await runCli(['list'], { env: { HOOKLAB_CONTROL: controlUrl, HOOKLAB_TOKEN: token } })
    expect([byFlag.code, byVariable.code]).toEqual([0, 0])
    const wrong = await runCli(['list', '--control', controlUrl, '--token', 'not-the-token-of-it'])
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('does not know this token')])
  })

  test('a file of another folder’s Hooklab, of a dead process, or that others may read is not believed', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'instance.json')
    const write = (changes: object, mode = 0o600): Promise<void> =>
      writeFile(
        path,
        JSON.stringify({ pid: hooklab.pid, control: hooklab.controlUrl, token: hooklab.token, version: '0', startedAt: 0, ...changes })
      ).then(() => chmod(path, mode))
    const list = (): Promise<CliRun> => runCli(['list', '--data', folder.path])
    for (const [changes, mode] of [[{}], [{ pid: 4_194_000 }], [{}, 0o644], [{ control: 'http://evil.example:80' }]] as const) {
      await write(changes, mode)
      const { code, stderr } = await list()
      expect([code, stderr]).toEqual([1, expect.stringContaining('no running Hooklab was found')])
    }
  })

  test.each([
    [['list', 'colour:red'], 2, '"colour" is no field'],
    [['show'], 2, 'give the id of one delivery, or latest'],
    [['show', 'dlv_none'], 1, 'There is no delivery dlv_none'],
    [['wait', '--timeout', 'soon'], 2, '--timeout takes a time such as'],
    [['wait', '--count', '0'], 2, '--count takes a number from 1'],
    [['resend', 'latest', '--header', 'nonsense'], 2, "--header takes 'Name: value'"],
    [['replay'], 2, 'give a filter'],
    [['replay', 'type:x', '--gaps', 'wide'], 2, '--gaps takes none, original, or so many times as fast'],
    [['resend', 'latest', '--resign', '--resign-if-old'], 2, 'not both'],
    [['send', 'morse'], 1, 'morse'],
    [['send', 'morse', '--list'], 1, 'There are no samples for "morse". Providers that have some: generic, '],
    [['send', 'stripe', '--field', 'amount'], 2, '--field takes NAME=VALUE, not "amount"'],
    [['send', 'stripe', '--field', '=1'], 2, '--field takes NAME=VALUE, not "=1"'],
    [['send', 'stripe', '--field', 'amount=1', '--field', 'amount=2'], 2, '--field amount is given twice'],
    [['send', '--body', '-', '--field', 'amount=1'], 2, '--field changes a sample'],
    [['send', '--via', 'public'], 1, 'The tunnel is closed, so there is no public URL to send through.'],
    [['send', '--via', 'public', '--body', '-'], 1, 'The tunnel is closed, so there is no public URL to send through.'],
    [['send', '--via', 'pigeon'], 2, '--via takes listener or public, not "pigeon"'],
    [['send', '--method', 'PUT'], 2, 'need --body FILE'],
    [['send', '--endpoint', 'gone'], 1, 'there is no endpoint "gone". Endpoints: webhook (/webhook)'],
    [['send', '--body', '/no/such/file'], 1, "the file can't be read"],
    [['list', '--token', 'x'], 2, '--token needs --control'],
    [['list', '--control', 'http://example.com', '--token', 'x'], 2, '--control takes the address']
  ])('%j ends with %d and says what is wrong', async (args, code, message) => {
    const ended = await run(...args)
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(message)])
  })
})
