/**
 * Draws every icon file of the app from its SVG: `node electron/app/icons/draw-icons.ts`, with Chromium at CHROMIUM or
 * /usr/bin/chromium. The results are committed; run it again after changing a shape.
 */
import { chromium, type Page } from '@playwright/test'
import { mkdir, readFile, writeFile } from 'node:fs/promises'

const here = (name: string): URL => new URL(name, import.meta.url)

type TrayState = 'closed' | 'online' | 'problem'

const badges: Record<TrayState, { readonly fill: string; readonly color: string }> = {
  closed: { fill: 'none', color: '#8a93a5' },
  online: { fill: 'solid', color: '#2fae6a' },
  problem: { fill: 'bar', color: '#e5534b' }
}

/** The mark for a tray: black and transparent on macOS, where the system colours it; blue-grey with a coloured dot elsewhere. */
function traySvg(state: TrayState, template: boolean): string {
  const { fill, color } = badges[state]
  const stroke = template ? '#000' : '#6f8fd8'
  const dot = template ? '#000' : color
  const end =
    fill === 'none'
      ? `<circle cx="4" cy="6.7" r="1.5" fill="none" stroke="${dot}" stroke-width="1.3"/>`
      : fill === 'solid'
        ? `<circle cx="4" cy="6.4" r="2.4" fill="${dot}"/>`
        : `<path d="M4 1.6v4.2" stroke="${dot}" stroke-width="2" stroke-linecap="round"/><circle cx="4" cy="8.4" r="1.25" fill="${dot}"/>`
  const from = fill === 'bar' ? 11.2 : 9.3
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g fill="none" stroke="${stroke}" stroke-width="1.7" stroke-linecap="round">
    <circle cx="11" cy="3" r="1.8"/><path d="M11 4.8V10.9a3.5 3.5 0 0 1-7 0${from < 10.9 ? `V${from}` : ''}"/></g>${end}</svg>`
}

async function draw(page: Page, svg: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } })
}

/** ICO: a directory of PNG pictures. Source: https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10) */
function ico(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const entries = [...pictures]
  const head = Buffer.alloc(6 + 16 * entries.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(entries.length, 4)
  let offset = head.length
  entries.forEach(([size, png], index) => {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...entries.map(([, png]) => png)])
}

/** ICNS: typed chunks, each a PNG. The types name a size: ic07 128, ic08 256, ic09 512, ic10 1024, ic11 32, ic12 64, icp4 16, icp5 32. */
function icns(pictures: ReadonlyMap<string, Buffer>): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(data.length + 8, 4)
    return Buffer.concat([head, data])
  }
  return chunk('icns', Buffer.concat([...pictures].map(([type, png]) => chunk(type, png))))
}

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  const inset = await readFile(here('icon.svg'), 'utf8')
  // macOS wants air around the plate; elsewhere the plate fills its square.
  const full = inset.replace('viewBox="0 0 1024 1024"', 'viewBox="76 76 872 872"')
  const sized = async (svg: string, sizes: readonly number[]): Promise<Map<number, Buffer>> => {
    const pictures = new Map<number, Buffer>()
    for (const size of sizes) pictures.set(size, await draw(page, svg, size))
    return pictures
  }

  await writeFile(here('icon.png'), await draw(page, full, 1024))
  await writeFile(here('window.png'), await draw(page, full, 128))
  await writeFile(here('icon.ico'), ico(await sized(full, [16, 24, 32, 48, 64, 128, 256])))
  const types = { icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }
  const chunks = new Map<string, Buffer>()
  for (const [type, size] of Object.entries(types)) chunks.set(type, await draw(page, inset, size))
  await writeFile(here('icon.icns'), icns(chunks))

  await mkdir(here('tray/'), { recursive: true })
  for (const state of ['closed', 'online', 'problem'] as const) {
    for (const template of [false, true]) {
      for (const [scale, size] of [['', 16] as const, ['@2x', 32] as const]) {
        await writeFile(here(`tray/${state}${template ? '-template' : ''}${scale}.png`), await draw(page, traySvg(state, template), size))
      }
    }
  }
} finally {
  await browser.close()
}
