/**
 * Follow mode: the list stays with the newest until the developer moves, then holds still and counts what is new.
 *
 * state     | scrolled away, row chosen | back at the top, or asked to follow
 * following | holding                   | following
 * holding   | holding                   | following
 */
import { createStore, type StoreApi } from 'zustand/vanilla'

export interface FollowState {
  readonly following: boolean
  /** How many rows had arrived when the list was held. */
  readonly arrivedAtHold: number
}

export interface Follow {
  readonly state: StoreApi<FollowState>
  hold(arrived: number): void
  follow(): void
}

export function createFollow(): Follow {
  const state = createStore<FollowState>(() => ({ following: true, arrivedAtHold: 0 }))
  return {
    state,
    hold: (arrived) => {
      if (state.getState().following) state.setState({ following: false, arrivedAtHold: arrived })
    },
    follow: () => {
      if (!state.getState().following) state.setState({ following: true })
    }
  }
}
