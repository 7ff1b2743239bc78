/** A delivery as a Vitest file: the request with its exact bytes, and tests that its signature is right and that a changed byte is not. */
import type { CopiedRequest } from './copied-request.ts'
import { type Fixture, fixtureOf, piecesOf, testSecretOf, timestampHeaderOf, timestampPartOf } from './fixture.ts'
import { nodeBytes, scriptString } from './literals.ts'
import type { SignatureRecipe } from './recipes.ts'

/** Shape: with `redacted` the test signs the request itself, with a secret of its own; else it checks the recorded signature with WEBHOOK_SECRET. */
export function toVitestFixture(request: CopiedRequest, redacted: boolean): string {
  const fixture = fixtureOf(request, redacted)
  return `${[head(fixture), requestOf(fixture), ...(fixture.recipe ? signing(fixture, fixture.recipe) : unsigned(fixture))].join('\n\n')}\n`
}

function head({ name, recipe }: Fixture): string {
  const crypto = recipe === undefined ? '' : `import { createHmac, timingSafeEqual } from 'node:crypto'\n`
  return `// ${name.replace(/\s+/g, ' ')}, as Hooklab received it. Run it with: npx vitest\n${crypto}import { expect, test } from 'vitest'`
}

function requestOf({ request, headers }: Fixture): string {
  const path = request.url.replace(/^\w+:\/\/[^/]*/, '')
  const pairs = headers.map(([name, value]) => `    [${scriptString(name)}, ${scriptString(value)}]`)
  return `export const delivery = {
  method: ${scriptString(request.method)},
  path: ${scriptString(path)},
  headers: [${pairs.length === 0 ? '' : `\n${pairs.join(',\n')}\n  `}],
  body: ${nodeBytes(request.body)}
}`
}

function signing(fixture: Fixture, recipe: SignatureRecipe): string[] {
  const secret = fixture.signsItself
    ? `// A secret of this test alone: the delivery is signed anew with it.\nconst secret = ${scriptString(testSecretOf(recipe))}`
    : `// The signing secret of the endpoint. It never stands in a file.\nconst secret = process.env.WEBHOOK_SECRET ?? ''`
  const title = scriptString(`the signature of ${fixture.name} is right`)
  return [
    secret,
    signatureFunction(fixture, recipe),
    verifyFunction(recipe),
    ...(fixture.signsItself
      ? [signFunction(recipe), 'const headers = signed(delivery.headers, delivery.body)']
      : ['const { headers } = delivery']),
    `test(${title}, () => {\n  expect(verifies(headers, delivery.body)).toBe(true)\n})`,
    `test('one changed byte is refused', () => {\n  const changed = Buffer.concat([delivery.body, Buffer.from(' ')])\n  expect(verifies(headers, changed)).toBe(false)\n})`,
    handlerHint
  ]
}

const handlerHint = `// Give it to your own handler:
// const response = await handler(new Request('http://localhost' + delivery.path, { method: delivery.method, headers, body: delivery.body }))
// expect(response.status).toBe(200)`

function unsigned({ request, name }: Fixture): string[] {
  return [
    `// ${request.scheme} has no signature that a shared secret alone can check: verify it with the provider's own library.`,
    `test(${scriptString(`the body of ${name} is what came`)}, () => {\n  expect(delivery.body).toHaveLength(${request.body.length})\n})`,
    handlerHint.replaceAll('headers,', 'headers: delivery.headers,')
  ]
}

function signatureFunction({ pieces }: Fixture, { algorithm, encoding, decodesSecret = false }: SignatureRecipe): string {
  const key = decodesSecret ? `Buffer.from(secret.replace(/^whsec_/, ''), 'base64')` : 'secret'
  const updates = pieces.map((piece) => `.update(${typeof piece === 'string' ? piece : scriptString(piece.text)})`).join('')
  return `function signature(id, timestamp, body) {\n  return createHmac('${algorithm}', ${key})${updates}.digest('${encoding}')\n}`
}

function verifyFunction(recipe: SignatureRecipe): string {
  const part = timestampPartOf(recipe)
  const header = timestampHeaderOf(recipe)
  const timestamp =
    part !== undefined
      ? `parts.find((part) => part.startsWith('${part}'))?.slice(${part.length}) ?? ''`
      : header !== undefined
        ? `value(headers, '${header}')`
        : `''`
  const id = recipe.idHeader === undefined ? `''` : `value(headers, '${recipe.idHeader}')`
  return `function value(headers, wanted) {
  return headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? ''
}

export function verifies(headers, body) {
  const parts = value(headers, ${scriptString(recipe.header)}).split(/[\\s,;]+/)
  const timestamp = ${timestamp}
  const expected = Buffer.from(${scriptString(recipe.lead)} + signature(${id}, timestamp, body))
  return parts.map((part) => Buffer.from(part)).some((part) => part.length === expected.length && timingSafeEqual(part, expected))
}`
}

function signFunction(recipe: SignatureRecipe): string {
  const header = timestampHeaderOf(recipe)
  const id = recipe.idHeader === undefined ? `''` : `value(headers, '${recipe.idHeader}')`
  const written = piecesOf(recipe.written).map((piece) => (typeof piece === 'string' ? piece : scriptString(piece.text)))
  return `function signed(headers, body) {
  const timestamp = ${recipe.timestamp === undefined ? `''` : times[recipe.unit ?? 'seconds']}
  const made = signature(${id}, timestamp, body)
  return [...headers, ${header === undefined ? '' : `['${header}', timestamp], `}[${scriptString(recipe.header)}, ${written.join(' + ')}]]
}`
}

const times = {
  seconds: 'String(Math.floor(Date.now() / 1000))',
  milliseconds: 'String(Date.now())',
  iso: 'new Date().toISOString()'
} as const
