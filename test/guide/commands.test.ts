/** What the guide tells its readers to type exists: each command, each flag, each file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { guideFolder } from '../helpers/guide-receiver.ts'
import { runCli } from '../helpers/run-cli.ts'

const chapters = readdirSync(guideFolder).filter((name) => name.endsWith('.md'))
const texts = chapters.map((name) => readFileSync(join(guideFolder, name), 'utf8'))

/** The lines of the fenced shell blocks, joined where a backslash ends one, and what stands in backticks. */
const commands = texts.flatMap((text) => {
  const fenced = [...text.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
  const inline = [...text.matchAll(/`(hooklab [^`]+)`/g)].map(([, command = '']) => command)
  return [...fenced, ...inline].filter((line) => line.startsWith('hooklab '))
})

test('every command of the guide and each of its flags is one of the command line', async () => {
  expect(commands.length).toBeGreaterThan(10)
  const verbs = [...new Set(commands.map((command) => command.split(' ')[1] ?? ''))]
  const helps = new Map(await Promise.all(verbs.map(async (verb) => [verb, await runCli(['help', verb])] as const)))
  for (const command of commands) {
    const help = helps.get(command.split(' ')[1] ?? '')
    expect(help?.code, command).toBe(0)
    for (const [flag] of command.matchAll(/--[a-z-]+/g)) expect(help?.stdout, `${flag} in ${command}`).toContain(flag)
  }
})

test('every file and chapter that the guide links to is there', () => {
  const links = texts.flatMap((text) => [...text.matchAll(/\]\(([^):]+)\)/g)].map(([, path = '']) => path))
  expect(links.length).toBeGreaterThan(15)
  for (const path of links) expect(existsSync(join(guideFolder, path)), path).toBe(true)
})
