/** How secrets are kept at rest. The desktop uses the system's key store, headless a key file. */

export interface SecretStore {
  /** How it is kept, for people: `keychain`, `key file`, `basic_text`, … */
  readonly kind: string
  /** Whether the kept form is protected from other programs of the same user. */
  readonly protected: boolean
  /** What the user should know, when there is something. */
  readonly note?: string
  encrypt(value: string): Promise<Uint8Array>
  /** Errors: rejects with an AppError when the value can't be read back (key changed or gone). */
  decrypt(sealed: Uint8Array): Promise<string>
}
