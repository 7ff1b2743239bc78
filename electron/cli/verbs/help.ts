/** `hooklab help [VERB]` */
import { UsageError, type Verb } from '../verb.ts'
import { findVerb, verbs } from '../verbs.ts'

export const help: Verb = {
  help: 'hooklab help [COMMAND]\n\nSays how a command is used; without one, lists them all.',
  async run(args) {
    const [name, ...more] = args
    if (more.length > 0) throw new UsageError('give one command at most.')
    process.stdout.write(`${name === undefined ? overview() : await helpOf(name)}\n`)
    return 0
  }
}

function overview(): string {
  const lines = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return ['hooklab COMMAND [FLAGS]', '', ...lines, '', 'hooklab help COMMAND says more.'].join('\n')
}

async function helpOf(name: string): Promise<string> {
  const entry = findVerb(name)
  if (entry === undefined) throw new UsageError(`there is no command "${name}". Commands: ${Object.keys(verbs).join(', ')}.`)
  return (await entry.load()).help
}
