/** The faults that may act now, by how far they reach. Nothing is active while the master switch is off. */
import { useTickingText } from '../../components/ticker.ts'
import { type FaultReach, reachOf } from './fault-reach.ts'
import type { AllFaults, PlacedFault } from './use-all-faults.ts'

export type ActiveFaults = Readonly<Record<Exclude<FaultReach, 'off'>, readonly PlacedFault[]>>

export function useActiveFaults({ items, on }: AllFaults): ActiveFaults {
  // Rules end by time: the text changes when one does, and only then is anything drawn again.
  const reaches = useTickingText((now) => items.map(({ fault }) => reachOf(fault, now)).join(' ')).split(' ')
  const having = (reach: FaultReach): readonly PlacedFault[] => (on ? items.filter((_, index) => reaches[index] === reach) : [])
  return { broad: having('broad'), limited: having('limited'), asked: having('asked') }
}
