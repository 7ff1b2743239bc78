/** Builds main (desktop shell, CLI, threads), preload and renderer into `out/`. */
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
/** `.ci/build.mjs` builds elsewhere and puts the whole in place at once. */
const into = (folder: string): string => join(process.env['HOOKLAB_OUT'] ?? from('../out'), folder)

export default defineConfig({
  main: {
    build: {
      outDir: into('main'),
      // What package.json has under `dependencies` stays outside. All else is bundled and stripped, which loads four times as
      // fast: a start has 400 ms.
      rollupOptions: {
        // Optional, and native: it is there where it could be installed.
        external: ['@ngrok/ngrok'],
        input: {
          app: from('app/main.ts'),
          cli: from('cli/cli.ts'),
          'writer-thread': from('core/store/writer-thread.ts'),
          'reader-thread': from('core/store/reader-thread.ts'),
          'localtunnel-thread': from('core/tunnel/drivers/localtunnel-thread.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      outDir: into('preload'),
      // A sandboxed preload must be one CommonJS file.
      rollupOptions: { input: { preload: from('app/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } }
    }
  },
  renderer: {
    root: from('../renderer'),
    plugins: [react(), tailwindcss()],
    build: { outDir: into('renderer'), minify: true, rollupOptions: { input: { index: from('../renderer/index.html') } } }
  }
})
