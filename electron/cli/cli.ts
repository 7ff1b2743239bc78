#!/usr/bin/env node
/**
 * The command's entry. It must load under any Node from 20 on, so it imports nothing of the product by itself: an older Node
 * hands over to the pinned one, a newer one loads the rest.
 */
import nodeModule from 'node:module'
import { runInPinnedNode } from './pinned-node.ts'

const neededMajor = 24

async function start(): Promise<number> {
  if (Number(process.versions.node.split('.')[0]) < neededMajor) return runInPinnedNode(neededMajor)
  nodeModule.enableCompileCache()
  const { runCli } = await import('./run-cli.ts')
  return runCli(process.argv.slice(2))
}

// A worker thread or a socket that outlives its owner must not keep the command alive.
process.exit(await start())
