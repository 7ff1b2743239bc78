/** Every pair of colours that can meet on screen, read from the tokens themselves. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, layer, type Oklch, parseOklch, type Rgb, toRgb } from '../helpers/oklch.ts'

type Tokens = ReadonlyMap<string, Oklch>
/** A colour on a surface, perhaps with a tint between them. */
type Pair = readonly [name: string, surface: string, tint?: string]

const css = readFileSync(new URL('../../renderer/styles/theme.css', import.meta.url), 'utf8')
const normal = readTokens(block('@theme {'), {})
const high = readTokens(block(":root[data-theme='contrast'] {"), normal)

const themes = {
  dark: { tokens: normal.dark, text: 4.5, edge: 3 },
  light: { tokens: normal.light, text: 4.5, edge: 3 },
  'high contrast, dark': { tokens: high.dark, text: 7, edge: 3 },
  'high contrast, light': { tokens: high.light, text: 7, edge: 3 }
} as const

const surfaces = ['canvas', 'panel', 'raised', 'field', 'hover', 'selected']
const plainTexts = ['text', 'muted', 'faint']
const statuses = ['accent', 'success', 'warning', 'danger', 'info', 'violet']
const edges = ['line-strong', 'accent', 'danger']
const solids = ['accent-solid', 'accent-solid-hover', 'danger-solid', 'danger-solid-hover']

describe.each(Object.entries(themes))('%s', (_name, { tokens, text, edge }) => {
  test('every text and status colour is readable on every surface', () => {
    expect(tooFaint(tokens, text, pairs([...plainTexts, ...statuses], surfaces))).toEqual([])
  })

  test('pills and banners are readable on every surface', () => {
    const tinted = pairs(statuses, surfaces).flatMap(([status, surface]): Pair[] => [
      [status, surface, `${status}-tint`],
      ['text', surface, `${status}-tint`]
    ])
    const neutral = surfaces.map((surface): Pair => ['muted', surface, 'neutral-tint'])
    expect(tooFaint(tokens, text, [...tinted, ...neutral])).toEqual([])
  })

  test('control edges and the focus ring stand out on every surface', () => {
    expect(tooFaint(tokens, edge, pairs(edges, surfaces))).toEqual([])
  })

  test('text on solid fills is readable', () => {
    expect(tooFaint(tokens, text, pairs(['on-solid'], solids))).toEqual([])
  })
})

test('the arithmetic knows black on white and a grey of its own', () => {
  const white = toRgb(parseOklch('oklch(1 0 0)'))
  expect(contrast(white, toRgb(parseOklch('oklch(0 0 0)')))).toBeCloseTo(21, 1)
  // #777777, the well-known grey that just fails 4.5:1 on white.
  expect(contrast(white, toRgb(parseOklch('oklch(0.5693 0 0)')))).toBeCloseTo(4.48, 1)
})

test('components write down no colour of their own', async () => {
  const { glob } = await import('node:fs/promises')
  const offenders: string[] = []
  for await (const file of glob('renderer/**/*.{ts,tsx}')) {
    if (/#[0-9a-f]{6}\b|\b(?:rgb|hsl|oklch)a?\(/i.test(readFileSync(file, 'utf8'))) offenders.push(file)
  }
  expect(offenders).toEqual([])
})

function pairs(names: readonly string[], below: readonly string[]): Pair[] {
  return names.flatMap((name) => below.map((surface): Pair => [name, surface]))
}

/** The pairs that fall short, with the ratio they have. */
function tooFaint(tokens: Tokens, wanted: number, list: readonly Pair[]): string[] {
  return list.flatMap(([name, surface, tint]) => {
    const below = tint === undefined ? colour(tokens, surface) : layer(token(tokens, tint), colour(tokens, surface))
    const ratio = contrast(colour(tokens, name), below)
    return ratio >= wanted ? [] : [`${name} on ${tint === undefined ? '' : `${tint} on `}${surface}: ${ratio.toFixed(2)}`]
  })
}

function block(opening: string): string {
  const start = css.indexOf(opening)
  if (start === -1) throw new Error(`theme.css has no "${opening}"`)
  return css.slice(start, endOf(start))
}

/** The index after the brace that closes the first one opened at or after `start`. */
function endOf(start: number): number {
  let depth = 0
  for (let index = css.indexOf('{', start); index < css.length; index += 1) {
    if (css[index] === '{') depth += 1
    if (css[index] === '}') depth -= 1
    if (depth === 0) return index + 1
  }
  throw new Error('theme.css has an open brace')
}

function readTokens(
  text: string,
  base: { readonly light?: Tokens; readonly dark?: Tokens }
): { readonly light: Tokens; readonly dark: Tokens } {
  const light = new Map(base.light)
  const dark = new Map(base.dark)
  for (const [, name = '', value = ''] of text.matchAll(/--color-([a-z-]+): (light-dark\([^;]+);/g)) {
    const colours = [...value.matchAll(/oklch\([^)]*\)/g)].map(([match]) => parseOklch(match))
    const [inLight, inDark] = colours
    if (colours.length !== 2 || !inLight || !inDark) throw new Error(`--color-${name} is not light-dark(oklch, oklch)`)
    light.set(name, inLight)
    dark.set(name, inDark)
  }
  return { light, dark }
}

function token(tokens: Tokens, name: string): Oklch {
  const found = tokens.get(name)
  if (!found) throw new Error(`theme.css has no --color-${name}`)
  return found
}

function colour(tokens: Tokens, name: string): Rgb {
  return toRgb(token(tokens, name))
}
