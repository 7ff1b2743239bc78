/**
 * Bounds V8's young generation, which else grows to over a hundred megabytes under load: what a request makes is dead a moment
 * later, so that a small one loses nothing, and each of its collections is short.
 */
import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Some hundreds of requests. */
const enoughBytes = 8 * 1024 * 1024

/**
 * From now on, in all threads. A flag at the start could say it more simply, but a command that was installed by npm has no
 * say in how Node is started. V8 reads this one each time it would grow the space.
 */
export function boundYoungHeap(): void {
  let bounded = false
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
    const enough = (young?.space_size ?? 0) >= enoughBytes
    if (enough === bounded) return
    bounded = enough
    setFlagsFromString(`--semi-space-growth-factor=${enough ? 1 : 2}`)
  })
  observer.observe({ entryTypes: ['gc'] })
}
