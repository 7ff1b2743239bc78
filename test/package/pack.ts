/**
 * Packs for real: `node test/package/pack.ts FOLDER` runs electron-builder with our own configuration and a stand-in runtime,
 * and writes what the Linux targets would install beside it. A process of its own, because electron-builder writes to its output.
 */
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js'
import { build, type LinuxPackager, Platform } from 'electron-builder'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeStandInRuntime } from '../helpers/stand-in-runtime.ts'

const folder = process.argv[2] ?? ''
const root = fileURLToPath(new URL('../..', import.meta.url))
const packageJson = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
const runtime = join(folder, 'runtime')

await mkdir(folder, { recursive: true })
await makeStandInRuntime(runtime, packageJson.devDependencies['electron'] ?? '')
await build({
  projectDir: root,
  targets: Platform.LINUX.createTarget('dir'),
  publish: 'never',
  config: {
    extends: 'electron-builder.yml',
    electronDist: runtime,
    directories: { output: join(folder, 'dist') },
    afterPack: async ({ packager, appOutDir }) => {
      const helper = new LinuxTargetHelper(packager as LinuxPackager)
      const entry = await helper.computeDesktopEntry(packager.platformSpecificBuildOptions)
      const icons = await helper.icons
      await writeFile(join(folder, 'packed.json'), JSON.stringify({ appOutDir, entry, icons }))
    }
  }
})
