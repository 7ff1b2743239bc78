/** One line of the table. */
export interface Figure {
  readonly name: string
  readonly measured: string
  readonly budget?: string
  readonly within?: boolean
}

export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5
  )
}
