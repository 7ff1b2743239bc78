/** Times and durations as text. */

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 })
const full = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
})
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** `14:03:22.418` */
export function formatClock(at: number): string {
  return clock.format(at)
}

/** `23 Nov 2026, 14:03:22` */
export function formatDateTime(at: number): string {
  return full.format(at)
}

/** `14:03:22.418` for today, `22 Nov 14:03` for any other day. */
export function formatRowTime(at: number, now: number): string {
  const text = clock.format(at)
  return new Date(at).toDateString() === new Date(now).toDateString() ? text : `${day.format(at)} ${text.slice(0, 5)}`
}

/** `<1 ms`, `1.5 ms`, `24 ms`, `1.6 s`, `2 min`. Most times are measured in whole milliseconds, and none looks more exact than it is. */
export function formatDuration(ms: number): string {
  if (ms < 0.05) return '<1 ms'
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`
  return `${Math.round(ms / 60_000)} min`
}
