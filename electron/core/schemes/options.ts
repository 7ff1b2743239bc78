/** Checking the options of a scheme. */
import type { z } from 'zod'
import { AppError } from '../errors.ts'

/** Checks and completes options. Errors: throws an AppError `UNPROCESSABLE` that names the field. */
export function parseSchemeOptions<T extends Record<string, unknown>>(schema: z.ZodType<T>, options: Readonly<Record<string, unknown>>): T {
  const parsed = schema.safeParse(options)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError('UNPROCESSABLE', `The scheme option "${issue?.path.join('.') ?? ''}" is not right: ${issue?.message ?? 'unknown'}.`)
}
