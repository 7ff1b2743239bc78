/** Times and durations as text. */

const full = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
})

/** `14:03:22.418` */
export function formatClock(at: number): string {
  const date = new Date(at)
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** By hand: every row of the list is written with it, and the formatters of `Intl` take their time. */
function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** `23 Nov 2026, 14:03:22` */
export function formatDateTime(at: number): string {
  return full.format(at)
}

/** `4.2 s`, `4 min 58 s`, `2 h 5 min`, `3 d 4 h`: a gap between two deliveries, in its two greatest units. */
export function formatGap(ms: number): string {
  if (ms < 59_950) return formatDuration(ms).replace('.0 s', ' s')
  const seconds = Math.round(ms / 1000)
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1]
  ]
  const at = units.findIndex(([, size]) => seconds >= size)
  const [name, size] = units[at] ?? ['s', 1]
  const [smallName, smallSize] = units[at + 1] ?? ['', 1]
  const rest = Math.floor((seconds % size) / smallSize)
  return `${Math.floor(seconds / size)} ${name}${rest === 0 ? '' : ` ${rest} ${smallName}`}`
}

/** `<1 ms`, `1.5 ms`, `24 ms`, `1.6 s`, `2 min`. Most times are measured in whole milliseconds, and none looks more exact than it is. */
export function formatDuration(ms: number): string {
  if (ms < 0.05) return '<1 ms'
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`
  return `${Math.round(ms / 60_000)} min`
}
