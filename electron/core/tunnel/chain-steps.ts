/** The wished tunnel and its fallbacks as a list, and the driver of each. */
import type { OpenTunnelInput, TunnelReason } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import type { TunnelDriver } from './driver.ts'
import { reasonOf } from './reasons.ts'
import { sameWish } from './url-memory.ts'

/** The wished one, then each fallback that asks for something else. */
export function stepsOf(wish: OpenTunnelInput, chain: readonly OpenTunnelInput[]): OpenTunnelInput[] {
  const steps = [wish]
  for (const input of chain) if (!steps.some((step) => sameWish(step, input))) steps.push(input)
  return steps
}

/** Each step's name in sentences: its driver's, with the server where two have the same driver. */
export function stepNames(steps: readonly OpenTunnelInput[], drivers: readonly TunnelDriver[]): string[] {
  return steps.map(({ driver, options }) => {
    const known = drivers.find(({ info }) => info.id === driver)
    if (known === undefined) return driver
    const isAlone = steps.filter((step) => step.driver === driver).length === 1
    return isAlone ? known.info.label : `${known.info.label} (${known.server(options)})`
  })
}

/** The driver, or why this can't be opened at all. */
export function driverFor(
  drivers: readonly TunnelDriver[],
  { driver: id, options }: OpenTunnelInput
): { readonly driver: TunnelDriver } | { readonly wrong: TunnelReason } {
  const driver = drivers.find(({ info }) => info.id === id)
  if (driver === undefined) {
    const known = drivers.map(({ info }) => info.id).join(', ')
    return { wrong: reasonOf('driver_unknown', { host: '', name: id, detail: known }) }
  }
  const wrong = driver.check(options)
  return wrong === undefined ? { driver } : { wrong }
}

/** Errors: AppError BAD_REQUEST for unknown drivers and bad options. */
export function requireDriver(drivers: readonly TunnelDriver[], input: OpenTunnelInput): void {
  const usable = driverFor(drivers, input)
  if ('wrong' in usable) throw new AppError('BAD_REQUEST', `${usable.wrong.message} ${usable.wrong.remedy}`)
}
