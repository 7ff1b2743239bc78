/** Colour arithmetic for checking contrast: OKLCH to what an sRGB screen shows, layering, and the WCAG ratio. */

export interface Oklch {
  readonly lightness: number
  readonly chroma: number
  readonly hue: number
  readonly alpha: number
}

/** Linear-light sRGB, each 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** Reads `oklch(0.5 0.1 265 / 0.07)`. Errors: throws on any other notation, so that a new one can't go unchecked. */
export function parseOklch(text: string): Oklch {
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text.trim())
  if (!match) throw new Error(`Not a plain oklch colour: ${text}`)
  const [, lightness, chroma, hue, alpha = '1'] = match
  return { lightness: Number(lightness), chroma: Number(chroma), hue: Number(hue), alpha: Number(alpha) }
}

/** Source: https://bottosson.github.io/posts/oklab/. What lies outside sRGB is clipped, as the browser does. */
export function toRgb({ lightness, chroma, hue }: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  ]
}

/** What is seen where a see-through colour lies on an opaque one. Browsers mix the gamma-encoded values. */
export function layer(top: Oklch, below: Rgb): Rgb {
  const [red, green, blue] = toRgb(top)
  const mix = (over: number, under: number): number => decode(encode(over) * top.alpha + encode(under) * (1 - top.alpha))
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2])]
}

/** 1 to 21. Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(left: Rgb, right: Rgb): number {
  const [brighter, darker] = [luminance(left), luminance(right)].sort((one, other) => other - one)
  return ((brighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const clip = (value: number): number => Math.min(1, Math.max(0, value))
const encode = (linear: number): number => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055)
const decode = (encoded: number): number => (encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4)
