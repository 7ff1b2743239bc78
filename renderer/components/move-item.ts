/** Moves one of a list to another place. */

/** `to` is the gap that it is put into, 0 before the first; nothing when it would stay where it is. */
export function moved(ids: readonly string[], id: string, to: number): readonly string[] | undefined {
  const from = ids.indexOf(id)
  if (from === -1 || to < 0 || to > ids.length || to === from || to === from + 1) return undefined
  const others = ids.filter((each) => each !== id)
  return others.toSpliced(to > from ? to - 1 : to, 0, id)
}
