import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TunnelReason } from '../../electron/contract/index.ts'
import { idleChain, moveChain, nextDue } from '../../electron/core/tunnel/chain-transition.ts'
import type { ChainEvent, ChainMachine, ChainPolicy, Standing } from '../../electron/core/tunnel/chain-transition.ts'

const reason: TunnelReason = { cause: 'c', message: 'm', remedy: 'r' }
const policy: ChainPolicy = {
  patienceMs: 60_000,
  goBack: 'when_lost',
  goBackMs: 600_000,
  restMs: (rounds) => 5_000 * 2 ** Math.min(rounds, 4)
}
const byHand: ChainPolicy = { ...policy, goBack: 'by_hand' }
const timed: ChainPolicy = { ...policy, goBack: 'timed' }

/** A chain with its own time, and what it has open by the commands it was given. */
function start(count: number, wishes: ChainPolicy = policy) {
  let machine: ChainMachine = idleChain
  let now = 0
  const done: string[] = []
  const world = {
    shown: undefined as number | undefined,
    beside: undefined as number | undefined,
    done,
    get machine() {
      return machine
    },
    get now() {
      return now
    },
    send(event: DistributiveOmit<ChainEvent, 'now'>): string[] {
      const result = moveChain(machine, { ...event, now }, wishes)
      machine = result.machine
      const lines = result.commands.map((command) => {
        switch (command.do) {
          case 'open':
            world.shown = command.step
            return `open ${command.step}`
          case 'open_beside':
            if (world.beside !== undefined) throw new Error('opened twice')
            world.beside = 0
            return command.do
          case 'close_beside':
            if (world.beside === undefined) throw new Error('nothing beside')
            world.beside = undefined
            return command.do
          case 'take_beside':
            if (world.beside === undefined) throw new Error('nothing beside')
            world.shown = world.beside
            world.beside = undefined
            return command.do
          case 'close':
          case 'rest':
            world.shown = undefined
            return command.do
        }
      })
      done.push(...lines)
      return lines
    },
    told: (standing: Standing) => world.send({ kind: 'told', standing, reason }),
    toldBeside: (standing: Standing) => world.send({ kind: 'told_beside', standing, reason }),
    /** Moves on to the next time that something is due. */
    due(heardAt = 0): string[] {
      now = Math.max(now, nextDue(machine) ?? Infinity)
      return world.send({ kind: 'due', heardAt, reason, besideReason: reason })
    },
    pass(ms: number) {
      now += ms
    }
  }
  world.send({ kind: 'open', count })
  return world
}

type DistributiveOmit<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never

test('each that fails is followed by the next, and after the last there is a rest that grows', () => {
  const chain = start(3)
  expect(chain.done).toEqual(['open 0'])
  for (const rest of [5_000, 10_000, 20_000, 40_000, 80_000, 80_000]) {
    expect(chain.told('failed')).toEqual(['open 1'])
    expect(chain.told('failed')).toEqual(['open 2'])
    expect(chain.told('failed')).toEqual(['rest'])
    expect(chain.machine).toMatchObject({ phase: 'resting', dueAt: chain.now + rest })
    expect(chain.machine.steps.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed'])
    expect(chain.due()).toEqual(['open 0'])
  }
})

test('a tunnel without fallbacks is left alone', () => {
  const chain = start(1)
  chain.told('failed')
  expect(chain.machine.phase).toBe('failed')
  chain.told('unsure')
  chain.told('online')
  chain.told('unsure')
  expect(chain.machine.phase).toBe('doubted')
  expect(nextDue(chain.machine)).toBeUndefined()
  expect(chain.done).toEqual(['open 0'])
})

test('what does not receive is waited for as long as the developer has patience', () => {
  const chain = start(2)
  chain.told('online')
  chain.pass(100_000)
  expect(chain.told('unsure')).toEqual([])
  chain.pass(59_999)
  expect(chain.send({ kind: 'due', heardAt: 0, reason, besideReason: reason })).toEqual([])
  chain.told('online')
  expect(nextDue(chain.machine)).toBeUndefined()
  chain.told('unsure')
  expect(chain.due()).toEqual(['open 1'])
  expect(chain.machine.steps[0]).toMatchObject({ state: 'failed', reason })
})

test('while deliveries come through, it is not given up', () => {
  const chain = start(2)
  chain.told('online')
  chain.told('unsure')
  chain.pass(60_000)
  expect(chain.due(chain.now - 1_000)).toEqual([])
  expect(nextDue(chain.machine)).toBe(chain.now + 59_000)
  expect(chain.due()).toEqual(['open 1'])
})

test('an opening that comes to nothing for too long counts as failed', () => {
  const chain = start(2)
  expect(nextDue(chain.machine)).toBe(60_000)
  expect(chain.due()).toEqual(['open 1'])
})

test('a lost fallback that had held is followed by the wished one; by hand, by the next', () => {
  for (const [wishes, follows] of [
    [policy, 'open 0'],
    [byHand, 'open 2']
  ] as const) {
    // prettier-ignore
    const chain = start(3, wishes)
    chain.told('failed')
    chain.told('online')
    chain.pass(60_000)
    chain.told('unsure')
    expect(chain.due()).toEqual([follows])
  }
})

test('a fallback that does not hold is followed by the next, not by the wished one over and over', () => {
  const chain = start(2)
  chain.told('failed')
  chain.told('online')
  chain.pass(2_000)
  expect(chain.told('failed')).toEqual(['rest'])
  chain.due()
  chain.told('failed')
  chain.told('online')
  chain.told('failed')
  expect(chain.machine).toMatchObject({ phase: 'resting', rounds: 2, dueAt: chain.now + 10_000 })
})

test('the wished one is tried beside the fallback, which is left only when it is proven', () => {
  const chain = start(2, timed)
  chain.told('failed')
  chain.told('online')
  expect(nextDue(chain.machine)).toBe(600_000)
  expect(chain.due()).toEqual(['open_beside'])
  expect(chain.toldBeside('unsure')).toEqual([])
  expect(chain.toldBeside('failed')).toEqual(['close_beside'])
  expect(chain.machine).toMatchObject({ phase: 'in_use', current: 1, goBackAt: chain.now + 600_000 })
  expect(chain.due()).toEqual(['open_beside'])
  expect(chain.due()).toEqual(['close_beside'])
  chain.due()
  expect(chain.toldBeside('online')).toEqual(['take_beside'])
  expect(chain.machine).toMatchObject({ phase: 'in_use', current: 0 })
  expect(nextDue(chain.machine)).toBeUndefined()
})

test('a fallback that is lost while the wished one is tried beside it gives way to that', () => {
  const chain = start(2, timed)
  chain.told('failed')
  chain.told('online')
  chain.due()
  expect(chain.told('failed')).toEqual(['take_beside'])
  expect(chain.machine).toMatchObject({ phase: 'trying', current: 0 })
  expect(chain.told('failed')).toEqual(['open 1'])
})

test('going back by hand is possible wherever another than the wished one has its turn', () => {
  const chain = start(2, byHand)
  expect(chain.send({ kind: 'back' })).toEqual([])
  chain.told('failed')
  expect(chain.send({ kind: 'back' })).toEqual(['open 0'])
  chain.told('failed')
  chain.told('online')
  expect(chain.send({ kind: 'back' })).toEqual(['open_beside'])
  expect(chain.send({ kind: 'back' })).toEqual([])
  chain.toldBeside('failed')
  chain.told('failed')
  expect(chain.machine.phase).toBe('resting')
  expect(chain.send({ kind: 'back' })).toEqual(['open 0'])
})

test('a network that comes back ends a rest', () => {
  const chain = start(2)
  chain.told('failed')
  expect(chain.send({ kind: 'wake' })).toEqual([])
  chain.told('failed')
  expect(chain.send({ kind: 'wake' })).toEqual(['open 0'])
})

test('a changed chain keeps what is in use, unless that was taken out', () => {
  const chain = start(3)
  chain.told('failed')
  chain.told('online')
  expect(chain.send({ kind: 'steps', before: [0, 2, 1] })).toEqual([])
  expect(chain.machine).toMatchObject({ phase: 'in_use', current: 2 })
  expect(chain.send({ kind: 'steps', before: [0, 1] })).toEqual(['open 0'])
  const alone = start(1)
  alone.told('failed')
  expect(alone.send({ kind: 'steps', before: [0, undefined] })).toEqual(['open 1'])
})

const standings = fc.constantFrom<Standing>('online', 'unsure', 'failed')
const moves = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('told' as const), standing: standings }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('told_beside' as const), standing: standings }) },
    { weight: 3, arbitrary: fc.constant({ kind: 'due' as const }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 700_000 }) }) },
    fc.constantFrom({ kind: 'back' as const }, { kind: 'wake' as const }),
    fc.record({ kind: fc.constant('open' as const), count: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('steps' as const), before: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }) })
  ),
  { maxLength: 60 }
)

type Move = typeof moves extends fc.Arbitrary<readonly (infer One)[]> ? One : never

/** Only what is open can tell anything. */
function carryOut(chain: ReturnType<typeof start>, move: Move): void {
  switch (move.kind) {
    case 'pass':
      return chain.pass(move.ms)
    case 'due':
      return void (nextDue(chain.machine) !== undefined && chain.due())
    case 'told':
      return void (chain.shown !== undefined && chain.told(move.standing))
    case 'told_beside':
      return void (chain.beside !== undefined && chain.toldBeside(move.standing))
    case 'steps':
      return void chain.send({ kind: 'steps', before: [0, ...move.before.filter((index) => index < chain.machine.steps.length)] })
    default:
      chain.send(move)
  }
}

test('whatever happens: one in use at most, nothing opened twice, never stuck, and closing ends all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.constantFrom(policy, byHand, timed), moves, (count, wishes, events) => {
      const chain = start(count, wishes)
      for (const event of events) {
        carryOut(chain, event)
        const { machine } = chain
        expect(machine.steps.filter(({ state }) => state === 'in_use').length).toBeLessThanOrEqual(1)
        expect(chain.beside !== undefined).toBe(machine.besideUntil !== undefined)
        expect(chain.beside !== undefined && machine.current === 0).toBe(false)
        expect(chain.shown === undefined).toBe(machine.phase === 'resting')
        const isStuck = machine.steps.length > 1 && machine.phase !== 'in_use' && nextDue(machine) === undefined
        expect(isStuck).toBe(false)
      }
      chain.send({ kind: 'close' })
      expect([chain.shown, chain.beside, chain.machine.phase, nextDue(chain.machine)]).toEqual([undefined, undefined, 'idle', undefined])
    }),
    { numRuns: 300 }
  )
})

test('in a world where everything fails at once, an hour sees few openings', () => {
  for (const flaps of [false, true]) {
    const chain = start(3, timed)
    while (chain.now < 3_600_000) {
      if (chain.machine.phase === 'resting') chain.due()
      if (flaps) chain.told('online')
      chain.told('failed')
    }
    expect(chain.done.filter((command) => command.startsWith('open')).length).toBeLessThan(160)
  }
})
