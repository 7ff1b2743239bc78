import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TunnelReason } from '../../electron/contract/index.ts'
import { backoffSteps } from '../../electron/core/tunnel/backoff.ts'
import { closedMachine, transition } from '../../electron/core/tunnel/transition.ts'
import type { Command, Machine, Step, TunnelEvent } from '../../electron/core/tunnel/transition.ts'

const reason: TunnelReason = { cause: 'c', message: 'm', remedy: 'r' }
const lost: TunnelEvent = { kind: 'lost', reason }
const notProved: TunnelEvent = { kind: 'not_proved', reason, recovery: 'look_again' }
const notOpened: TunnelEvent = { kind: 'not_opened', reason, retryable: true }
const otherName: TunnelEvent = {
  kind: 'other_name',
  used: false,
  insisted: false,
  acceptAfter: backoffSteps,
  taken: reason,
  waiting: reason
}

function after(...events: readonly TunnelEvent[]): Step {
  return events.reduce<Step>(({ machine }, event) => transition(machine, event), { machine: closedMachine, commands: [] })
}

function steps(step: Step): [string, ...string[]] {
  return [step.machine.state, ...step.commands.map((command) => ('step' in command ? `${command.do} ${command.step}` : command.do))]
}

const opening: readonly TunnelEvent[] = [{ kind: 'open' }]
const checking: readonly TunnelEvent[] = [...opening, { kind: 'opened' }]
const online: readonly TunnelEvent[] = [...checking, { kind: 'proved' }]
const reconnecting: readonly TunnelEvent[] = [...online, lost]
const failed: readonly TunnelEvent[] = [...opening, notOpened]

test('the usual way: dial, prove, rest, prove again', () => {
  expect(steps(after(...opening))).toEqual(['opening', 'drop', 'dial'])
  expect(steps(after(...checking))).toEqual(['checking', 'probe'])
  expect(steps(after(...online))).toEqual(['online', 'rest'])
  expect(steps(after(...online, { kind: 'due' }))).toEqual(['online', 'probe'])
  expect(steps(after(...online, { kind: 'due' }, { kind: 'proved' }))).toEqual(['online', 'rest'])
})

test('a first opening that comes to nothing is told, and not tried again', () => {
  expect(steps(after(...failed))).toEqual(['failed', 'drop'])
  expect(steps(after(...checking, lost))).toEqual(['failed', 'drop'])
  expect(steps(after(...checking, notProved))).toEqual(['checking', 'wait 0'])
  expect(steps(after(...checking, notProved, { kind: 'due' }, notProved))).toEqual(['failed', 'drop'])
})

test('a network that comes back is a reason to try a failed opening again, unless that cannot help', () => {
  expect(steps(after(...failed, { kind: 'wake' }))).toEqual(['opening', 'drop', 'dial'])
  expect(steps(after(...opening, { ...notOpened, retryable: false }, { kind: 'wake' }))).toEqual(['failed'])
})

test('one failed proof of an online tunnel is doubt, two are a loss', () => {
  expect(steps(after(...online, notProved))).toEqual(['degraded', 'wait 0'])
  expect(steps(after(...online, notProved, { kind: 'due' }))).toEqual(['degraded', 'probe'])
  expect(steps(after(...online, notProved, { kind: 'proved' }))).toEqual(['online', 'rest'])
  expect(steps(after(...online, notProved, notProved))).toEqual(['reconnecting', 'drop', 'wait 0'])
})

test('a tunnel that the server does not know any more is opened again at once', () => {
  expect(steps(after(...online, { ...notProved, recovery: 'reopen' }))).toEqual(['reconnecting', 'drop', 'wait 0'])
})

test('where opening again would mend nothing, the name is kept and the proof repeated', () => {
  const waits = Array.from({ length: 20 }, (): TunnelEvent => ({ ...notProved, recovery: 'wait' }))
  expect(steps(after(...online, ...waits))).toEqual(['degraded', 'wait 19'])
})

test('recovery goes on for ever, with growing waits, and starts anew when the machine wakes', () => {
  expect(steps(after(...reconnecting))).toEqual(['reconnecting', 'drop', 'wait 0'])
  expect(steps(after(...reconnecting, { kind: 'due' }))).toEqual(['reconnecting', 'dial'])
  expect(steps(after(...reconnecting, notOpened))).toEqual(['reconnecting', 'drop', 'wait 1'])
  expect(steps(after(...reconnecting, notOpened, notOpened))).toEqual(['reconnecting', 'drop', 'wait 2'])
  expect(steps(after(...reconnecting, notOpened, notOpened, { kind: 'wake' }))).toEqual(['reconnecting', 'drop', 'dial'])
  expect(steps(after(...reconnecting, notOpened, notOpened, { kind: 'wake' }, notOpened))).toEqual(['reconnecting', 'drop', 'wait 0'])
})

test('a registration that is never proven does not start the waits anew', () => {
  const round: readonly TunnelEvent[] = [{ kind: 'opened' }, notProved, notProved]
  expect(steps(after(...reconnecting, ...round))).toEqual(['reconnecting', 'drop', 'wait 1'])
  expect(steps(after(...reconnecting, ...round, ...round))).toEqual(['reconnecting', 'drop', 'wait 2'])
})

test('another name is refused until the grace of the server must be over, then accepted (F5)', () => {
  const others = (count: number): readonly TunnelEvent[] => Array.from({ length: count }, () => otherName)
  for (let count = 1; count <= backoffSteps; count++) {
    expect(steps(after(...reconnecting, ...others(count)))).toEqual(['reconnecting', 'drop', `wait ${count - 1}`])
  }
  expect(steps(after(...reconnecting, ...others(backoffSteps + 1)))).toEqual(['checking', 'accept', 'probe'])
})

test('by the developer’s wish another name is taken sooner, or never (F5)', () => {
  const sooner: TunnelEvent = { ...otherName, acceptAfter: 1 }
  expect(steps(after(...reconnecting, sooner))).toEqual(['reconnecting', 'drop', 'wait 0'])
  expect(steps(after(...reconnecting, sooner, sooner))).toEqual(['checking', 'accept', 'probe'])
  const { acceptAfter: _, ...never } = { ...otherName, acceptAfter: 0 }
  const forLong = Array.from({ length: 200 }, (): TunnelEvent => never)
  expect(steps(after(...reconnecting, ...forLong))).toEqual(['reconnecting', 'drop', 'wait 199'])
})

test('a server that is away is looked for eagerly, one that has had too many registrations politely (F18)', () => {
  const paces = (...events: readonly TunnelEvent[]): string[] =>
    after(...reconnecting, ...events).commands.flatMap((command) => ('pace' in command ? [command.pace] : []))
  expect(paces()).toEqual(['eager'])
  expect(paces(notOpened)).toEqual(['eager'])
  expect(paces({ ...notOpened, reason: { ...reason, cause: 'rate_limited' } })).toEqual(['polite'])
  expect(paces(otherName)).toEqual(['polite'])
})

test('a long outage before does not shorten the wait for the own name', () => {
  const outage = Array.from({ length: 50 }, () => notOpened)
  expect(steps(after(...reconnecting, ...outage, otherName))).toEqual(['reconnecting', 'drop', 'wait 0'])
})

test('a name that the developer asked for is never replaced; in use by another, that is told soon', () => {
  const insisted: TunnelEvent = { ...otherName, insisted: true }
  const used: TunnelEvent = { ...insisted, used: true }
  expect(steps(after(...opening, used))).toEqual(['opening', 'drop', 'wait 0'])
  expect(steps(after(...opening, used, used, used))).toEqual(['failed', 'drop'])
  const all = Array.from({ length: backoffSteps + 1 }, () => insisted)
  expect(steps(after(...opening, ...all))).toEqual(['failed', 'drop'])
})

test('waking proves at once', () => {
  expect(steps(after(...online, { kind: 'wake' }))).toEqual(['checking', 'probe'])
  expect(steps(after(...online, { kind: 'shaken', reason }))).toEqual(['degraded', 'probe'])
})

test('a connection that can come back by itself is left to, and proven meanwhile', () => {
  const hoping: TunnelEvent = { ...notProved, recovery: 'reopen', heals: true }
  const healing: readonly TunnelEvent[] = [...online, hoping]
  expect(steps(after(...healing))).toEqual(['reconnecting', 'wait 0'])
  expect(steps(after(...healing, { kind: 'due' }))).toEqual(['reconnecting', 'probe'])
  expect(steps(after(...healing, hoping, hoping))).toEqual(['reconnecting', 'wait 2'])
  expect(steps(after(...healing, { kind: 'proved' }))).toEqual(['online', 'rest'])
  for (const kind of ['restored', 'wake'] as const) expect(steps(after(...healing, { kind }))).toEqual(['checking', 'probe'])
  // Until its time is over, or its program.
  expect(steps(after(...healing, notProved))).toEqual(['reconnecting', 'drop', 'wait 0'])
  expect(steps(after(...healing, lost))).toEqual(['reconnecting', 'drop', 'wait 0'])
  expect(steps(after(...healing, notProved, { kind: 'due' }))).toEqual(['reconnecting', 'dial'])
  // One that was never proven is not waited for.
  expect(steps(after(...checking, hoping, hoping))).toEqual(['failed', 'drop'])
})

test('closing works in every state', () => {
  for (const events of [
    opening,
    checking,
    online,
    [...online, notProved],
    [...online, { ...notProved, recovery: 'reopen' as const, heals: true }],
    reconnecting,
    failed
  ]) {
    expect(steps(after(...events, { kind: 'close' }))).toEqual(['closing', 'drop', 'end'])
    expect(steps(after(...events, { kind: 'close' }, { kind: 'ended' }))).toEqual(['closed'])
  }
  expect(steps(after({ kind: 'close' }))).toEqual(['closed'])
})

const anyEvent: fc.Arbitrary<TunnelEvent> = fc.oneof(
  ...(['open', 'opened', 'proved', 'restored', 'due', 'wake', 'close', 'ended'] as const).map((kind) => fc.constant<TunnelEvent>({ kind })),
  fc.constant<TunnelEvent>(lost),
  fc.constant<TunnelEvent>({ kind: 'shaken', reason }),
  fc.record({ kind: fc.constant('not_opened' as const), reason: fc.constant(reason), retryable: fc.boolean() }),
  fc.record({
    kind: fc.constant('not_proved' as const),
    reason: fc.constant(reason),
    recovery: fc.constantFrom('reopen' as const, 'look_again' as const, 'wait' as const),
    heals: fc.boolean()
  }),
  fc.record({
    kind: fc.constant('other_name' as const),
    used: fc.boolean(),
    insisted: fc.boolean(),
    acceptAfter: fc.integer({ min: 1, max: 8 }),
    taken: fc.constant(reason),
    waiting: fc.constant(reason)
  })
)

/** Follows a run as the supervisor carries it out: what is under way, and which events that can bring. */
type UnderWay = 'nothing' | 'dial' | 'probe' | 'time'

function underWayAfter(before: UnderWay, commands: readonly Command[]): UnderWay {
  return commands.reduce<UnderWay>((now, command) => {
    switch (command.do) {
      case 'drop':
      case 'end':
        return 'nothing'
      case 'dial':
        return 'dial'
      case 'probe':
        return 'probe'
      case 'wait':
      case 'rest':
        return 'time'
      case 'accept':
        return now
    }
  }, before)
}

const bringers: Readonly<Record<TunnelEvent['kind'], UnderWay | 'anything'>> = {
  opened: 'dial',
  other_name: 'dial',
  not_opened: 'dial',
  proved: 'probe',
  not_proved: 'probe',
  due: 'time',
  open: 'anything',
  close: 'anything',
  ended: 'anything',
  wake: 'anything',
  shaken: 'anything',
  restored: 'anything',
  lost: 'anything'
}

test('property: never deaf, never stuck: in every state that is alive exactly one thing is under way', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 80 }), (events) => {
      let machine: Machine = closedMachine
      let underWay: UnderWay = 'nothing'
      for (const event of events) {
        const bringer = bringers[event.kind]
        if (bringer !== 'anything' && bringer !== underWay) continue
        const step = transition(machine, event)
        // What brought the event is over by it.
        underWay = underWayAfter(bringer === 'anything' ? underWay : 'nothing', step.commands)
        machine = step.machine
        const atRest = ['closed', 'failed', 'closing'].includes(machine.state)
        expect(underWay === 'nothing', `${machine.state} with ${underWay} under way after ${event.kind}`).toBe(atRest)
      }
    }),
    { numRuns: 2_000 }
  )
})

test('property: online is only ever entered by a proof, and left by the first that fails', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 80 }), (events) => {
      let machine: Machine = closedMachine
      for (const event of events) {
        const next = transition(machine, event).machine
        const entered = next.state === 'online' && machine.state !== 'online'
        const kept = next.state === 'online' && ['not_proved', 'lost', 'shaken', 'wake'].includes(event.kind)
        expect({ entered, kept }).toEqual({ entered: entered && event.kind === 'proved', kept: false })
        machine = next
      }
    }),
    { numRuns: 2_000 }
  )
})

test('property: after close nothing is dialled or sent until it is opened again', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.array(anyEvent, { maxLength: 40 }), (before, later) => {
      let { machine } = after(...before, { kind: 'close' })
      for (const event of later.filter(({ kind }) => kind !== 'open')) {
        const step = transition(machine, event)
        expect(step.commands).toEqual([])
        machine = step.machine
      }
      expect(['closed', 'closing']).toContain(machine.state)
    }),
    { numRuns: 2_000 }
  )
})

test('property: whoever waits or is failed says why', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      const { machine } = after(...events)
      const mustSay = ['failed', 'degraded', 'reconnecting'].includes(machine.state)
      expect(mustSay && machine.reason === undefined).toBe(false)
    }),
    { numRuns: 2_000 }
  )
})
