/** Runs a task at most once per animation frame; in a hidden page, where frames stop, twice a second. */

export interface FrameBatch {
  /** Makes the task run with the next frame. */
  schedule(): void
}

const hiddenIntervalMs = 500

export function createFrameBatch(task: () => void): FrameBatch {
  let scheduled = false
  const run = (): void => {
    scheduled = false
    task()
  }
  return {
    schedule: () => {
      if (scheduled) return
      scheduled = true
      if (typeof document === 'undefined') setTimeout(run)
      else if (document.hidden) setTimeout(run, hiddenIntervalMs)
      else requestAnimationFrame(run)
    }
  }
}
