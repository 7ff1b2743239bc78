/** From arguments to an exit code: 0 it worked, 1 it could not be done, 2 it was written wrongly. */
import { AppError } from '../core/errors.ts'
import { UsageError } from './verb.ts'
import { findVerb, verbs } from './verbs.ts'

const stand: Readonly<Record<string, string>> = { '--help': 'help', '-h': 'help', '--version': 'version', '-v': 'version' }

export async function runCli(args: readonly string[]): Promise<number> {
  ignoreBrokenPipes()
  const [first = 'help', ...rest] = args
  const name = stand[first] ?? first
  try {
    const entry = findVerb(name)
    if (entry === undefined) throw new UsageError(`there is no command "${first}". Commands: ${Object.keys(verbs).join(', ')}.`)
    const verb = await entry.load()
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(`${verb.help}\n`)
      return 0
    }
    return await verb.run(rest)
  } catch (error) {
    return explainFailure(error, findVerb(name) === undefined ? 'hooklab' : `hooklab ${name}`)
  }
}

function explainFailure(error: unknown, command: string): number {
  if (error instanceof UsageError) {
    console.error(`${command}: ${error.message}`)
    return 2
  }
  if (error instanceof AppError) {
    console.error(`${command}: ${error.message}`)
    return 1
  }
  console.error(`${command}: something unexpected happened; please report it.`, error)
  return 1
}

/** Whoever reads our output may leave (`| head -1`); the listener goes on. */
function ignoreBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
