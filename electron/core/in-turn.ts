/** Changes that are made one after another, for each is made of what the one before has left. */

export type InTurn = <Value>(change: () => Promise<Value>) => Promise<Value>

/** Runs each change when those asked for before have ended, well or not. Errors: those of the change. A change must not ask for another. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const next = last.then(change)
    last = next.catch(() => undefined)
    return next
  }
}
