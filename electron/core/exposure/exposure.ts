/** What the public URL lets through: the rules with their memory, what they refuse, and how interfaces see them. */
import type { Exposure as ExposureView, ExposurePatch, ExposureRule } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { pathOf } from '../endpoints/routing.ts'
import { errorMessage } from '../errors.ts'
import { createInTurn } from '../in-turn.ts'
import type { Problems } from '../problems.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { Store } from '../store/store.ts'
import { callerAddress, callerSource } from './caller.ts'
import { judge, makeReady, withoutToken, type Judgement, type ReadyRules, type RequestHead } from './guard.ts'
import { createMinuteCap } from './minute-cap.ts'
import { createRefusals, type Refusals } from './refusals.ts'
import { changeRules, readRules, type ExposureRules } from './rules.ts'
import { warningsOf } from './warnings.ts'

export interface ExposureOptions {
  readonly store: Pick<Store, 'getNote' | 'putNote'>
  readonly secretStore: SecretStore
  readonly clock: Clock
  readonly problems: Pick<Problems, 'raise' | 'settle'>
  readonly endpoints: Pick<Endpoints, 'route' | 'allReady'>
  /** The tunnel drivers in use or, with a closed tunnel, the one that was used last. */
  readonly drivers: () => readonly string[]
  readonly writeLog: (rule: ExposureRule, text: string, address: string) => void
}

const noteKey = 'exposure'
const damagedCode = 'exposure_damaged'
const lostCode = 'exposure_password_lost'
const longestPath = 200
/** Holds the nonce of a self-test. */
export const selfTestHeader = 'x-hooklab-self-test'
const keptTests = 20

export class Exposure {
  readonly #options: ExposureOptions
  readonly #refusals: Refusals
  readonly #cap: ReturnType<typeof createMinuteCap>
  /** Which rule refused a self-test, by its nonce. */
  readonly #refusedTests = new Map<string, ExposureRule>()
  readonly #listeners: ((exposure: ExposureView) => void)[] = []
  #rules: ExposureRules
  #ready: ReadyRules
  readonly #inTurn = createInTurn()

  private constructor(options: ExposureOptions, rules: ExposureRules, ready: ReadyRules) {
    this.#options = options
    this.#rules = rules
    this.#ready = ready
    this.#cap = createMinuteCap(options.clock)
    this.#refusals = createRefusals({ clock: options.clock, write: options.writeLog, onChange: () => this.#tell() })
  }

  static async load(options: ExposureOptions): Promise<Exposure> {
    const { rules, damaged } = readRules(await options.store.getNote(noteKey))
    if (damaged) {
      const message = 'The rules of the public URL could not be read back, so it is blocked.'
      options.problems.raise(damagedCode, message, 'Set them again on the tunnel screen, then unblock it.')
    }
    return new Exposure(options, rules, makeReady(rules, await openPassword(rules, options)))
  }

  get current(): ExposureView {
    const { basicAuth, ...rules } = this.#rules
    const { endpoints, drivers } = this.#options
    const caller = callerSource(drivers(), rules.callerHeader)
    return {
      ...rules,
      ...(basicAuth !== undefined && { basicAuth: { user: basicAuth.user, lost: this.#ready.credentials === 'lost' } }),
      caller,
      warnings: warningsOf(this.#rules, caller, endpoints.allReady()),
      refused: { ...this.#refusals.counts },
      refusals: [...this.#refusals.last]
    }
  }

  /** Without slashes; nothing when there is none. */
  get pathToken(): string | undefined {
    return this.#ready.pathToken
  }

  get blocked(): boolean {
    return this.#ready.blocked
  }

  /** The Authorization value that a caller needs; nothing when none is asked for or it is lost. */
  get credentials(): string | undefined {
    const { credentials } = this.#ready
    return credentials === 'lost' ? undefined : credentials?.value
  }

  /** Holds for the next request once it resolves. Errors: UNPROCESSABLE, with what is wrong with which field. */
  update(patch: ExposurePatch): Promise<ExposureView> {
    return this.#inTurn(() => this.#change(patch))
  }

  /** Judges a request that came through the tunnel; a refused one is counted and told. */
  judge(head: RequestHead): Judgement {
    const { endpoints, drivers } = this.#options
    const judgement = judge(head, this.#ready, {
      drivers: drivers(),
      cap: this.#cap,
      isKnownPath: (url) => endpoints.route(pathOf(url)) !== undefined
    })
    if (judgement.kind === 'refused') this.#noteRefused(head, judgement.rule)
    return judgement
  }

  /** Something was refused before it was a request that could be judged: malformed bytes at a blocked tunnel. */
  noteUnreadable(): void {
    this.#refusals.note({ rule: 'blocked', method: '?', path: 'malformed request' })
  }

  /** The rule that refused the self-test with this nonce. */
  refusalOfTest(nonce: string): ExposureRule | undefined {
    return this.#refusedTests.get(nonce)
  }

  /** Called with each new state, and once a second at most while requests are refused. */
  onChange(listener: (exposure: ExposureView) => void): void {
    this.#listeners.push(listener)
  }

  /** What the rules see differs now: another driver, other endpoints. */
  refresh(): void {
    this.#tell()
  }

  close(): void {
    this.#refusals.close()
  }

  async #change(patch: ExposurePatch): Promise<ExposureView> {
    const { store, secretStore, problems } = this.#options
    const seal = async (password: string): Promise<string> => Buffer.from(await secretStore.encrypt(password)).toString('base64')
    const rules = await changeRules(this.#rules, patch, seal)
    const ready = makeReady(rules, await openPassword(rules, this.#options))
    await store.putNote(noteKey, rules)
    this.#rules = rules
    this.#ready = ready
    problems.settle(damagedCode)
    this.#tell()
    return this.current
  }

  #tell(): void {
    const { current } = this
    for (const listener of this.#listeners) listener(current)
  }

  #noteRefused({ method, url, rawHeaders }: RequestHead, rule: ExposureRule): void {
    const address = callerAddress(rawHeaders, callerSource(this.#options.drivers(), this.#rules.callerHeader))
    const { pathToken } = this.#ready
    // The token is no secret of the path's: what is written down goes without it.
    const shown = pathOf((pathToken === undefined ? undefined : withoutToken(url, pathToken)) ?? url).slice(0, longestPath)
    this.#refusals.note({ rule, method, path: shown, ...(address !== undefined && { address }) })
    const at = rawHeaders.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === selfTestHeader)
    if (at === -1) return
    this.#refusedTests.set(rawHeaders[at + 1] ?? '', rule)
    const [oldest] = this.#refusedTests.keys()
    if (this.#refusedTests.size > keptTests && oldest !== undefined) this.#refusedTests.delete(oldest)
  }
}

/** Nothing when none is set, or when it can't be read back, which is raised as a problem. */
async function openPassword(
  { basicAuth }: ExposureRules,
  { secretStore, problems }: Pick<ExposureOptions, 'secretStore' | 'problems'>
): Promise<string | undefined> {
  try {
    const password = basicAuth && (await secretStore.decrypt(Buffer.from(basicAuth.sealed, 'base64')))
    problems.settle(lostCode)
    return password
  } catch (error) {
    const message = `The password of the public URL can't be read back, so every caller is refused. ${errorMessage(error)}`
    problems.raise(lostCode, message, 'Set it again on the tunnel screen.')
    return undefined
  }
}
