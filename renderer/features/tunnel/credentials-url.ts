/** User name and password in a URL, as providers take them. */

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** `https://user:password@host/path`; both are percent-encoded, so that neither can end early. */
export function urlWithCredentials(url: string, { user, password }: Credentials): string {
  return url.replace('://', () => `://${encode(user)}:${encode(password)}@`)
}

/** 24 letters, digits, `-` and `_`: 144 random bits, with nothing that has to be encoded. */
export function randomPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
