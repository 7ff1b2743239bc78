/** The keys of ssh servers that the developer has accepted: a known_hosts file of Hooklab's own, in the data folder. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'

/** One key of a server, as ssh writes it. */
export interface HostKey {
  /** `host`, or `[host]:port` for any other port than 22. */
  readonly server: string
  /** `ssh-ed25519`, … */
  readonly type: string
  /** Base64. */
  readonly key: string
}

export class HostKeys {
  readonly #file: string
  readonly #folder: string
  /** Seen, and waiting for the developer's decision. */
  readonly #pending = new Map<string, HostKey>()
  #writing: Promise<void> = Promise.resolve()

  constructor(dataFolder: string) {
    this.#folder = dataFolder
    this.#file = join(dataFolder, 'known_hosts')
  }

  get file(): string {
    return this.#file
  }

  async find(server: string): Promise<HostKey | undefined> {
    return (await this.#read()).find((key) => key.server === server)
  }

  /** A server showed this key; `accept` can take it from now on. */
  offer(key: HostKey): void {
    this.#pending.set(key.server, key)
  }

  /** Errors: NOT_FOUND when no such key was shown; CONFLICT when another one is accepted already. */
  accept(server: string, fingerprint: string): Promise<void> {
    const key = this.#pending.get(server)
    if (key === undefined || fingerprintOf(key) !== fingerprint)
      throw new AppError('NOT_FOUND', `${server} has not shown a key with this fingerprint. Open the tunnel again to see its key.`)
    return this.#change((keys) => {
      const known = keys.find((other) => other.server === server)
      if (known !== undefined && fingerprintOf(known) !== fingerprint)
        throw new AppError('CONFLICT', `Another key of ${server} is accepted. Forget that one first, if you know that it was replaced.`)
      this.#pending.delete(server)
      return known === undefined ? [...keys, key] : keys
    })
  }

  /** Errors: NOT_FOUND when none is accepted. */
  forget(server: string): Promise<void> {
    return this.#change((keys) => {
      const rest = keys.filter((key) => key.server !== server)
      if (rest.length === keys.length) throw new AppError('NOT_FOUND', `No key of ${server} is accepted.`)
      return rest
    })
  }

  #change(next: (keys: readonly HostKey[]) => readonly HostKey[]): Promise<void> {
    const changed = this.#writing.then(async () => {
      const keys = next(await this.#read())
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      const draft = `${this.#file}.new`
      await writeFile(draft, keys.map(({ server, type, key }) => `${server} ${type} ${key}\n`).join(''), { mode: 0o600 })
      await rename(draft, this.#file)
    })
    this.#writing = changed.catch(() => {})
    return changed
  }

  async #read(): Promise<readonly HostKey[]> {
    const text = await readFile(this.#file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw new AppError('STORE_FAILED', `The file ${this.#file} can't be read: ${error.message}. Mend its rights.`, error)
    })
    return readKnownHosts(text)
  }
}

/** The lines of a known_hosts file that name one server each, without hashing. */
export function readKnownHosts(text: string): readonly HostKey[] {
  return text.split('\n').flatMap((line) => {
    const [server, type, key] = line.trim().split(/\s+/)
    return server === undefined || type === undefined || key === undefined || server.startsWith('#') ? [] : [{ server, type, key }]
  })
}

/** As ssh prints it: `SHA256:` and the digest of the key, base64 without padding. */
export function fingerprintOf({ key }: HostKey): string {
  return `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replace(/=+$/, '')}`
}

/** A server as ssh names it in a known_hosts file. */
export function serverName(host: string, port: number): string {
  return port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`
}
