/** Waits for something that only reading can tell, without a fixed sleep. */

/** Reads until the value is taken, and answers it. Errors: rejects with the last value after the deadline. */
export async function eventually<Value>(
  read: () => Value | Promise<Value>,
  takes: (value: Value) => boolean,
  deadlineMs = 15_000
): Promise<Value> {
  const end = performance.now() + deadlineMs
  for (;;) {
    const value = await read()
    if (takes(value)) return value
    if (performance.now() > end) throw new Error(`It stayed ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
