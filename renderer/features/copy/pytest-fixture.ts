/** A delivery as a pytest file: the request with its exact bytes, and tests that its signature is right and that a changed byte is not. */
import { type CopiedRequest, plainText } from './copied-request.ts'
import { type Fixture, fixtureOf, piecesOf, testSecretOf, timestampHeaderOf, timestampPartOf } from './fixture.ts'
import { pythonBytes, pythonString } from './literals.ts'
import type { SignatureRecipe } from './recipes.ts'

/** Shape: with `redacted` the test signs the request itself, with a secret of its own; else it checks the recorded signature with WEBHOOK_SECRET. */
export function toPytestFixture(request: CopiedRequest, redacted: boolean): string {
  const fixture = fixtureOf(request, redacted)
  const parts = [head(fixture), requestOf(fixture), ...(fixture.recipe ? signing(fixture, fixture.recipe) : unsigned(fixture))]
  return `${parts.join('\n\n\n')}\n`
}

function head({ name, request, recipe, signsItself }: Fixture): string {
  const needsBase64 = plainText(request.body) === undefined || (recipe !== undefined && (recipe.encoding !== 'hex' || recipe.decodesSecret))
  const modules = [
    ...(needsBase64 === true ? ['base64'] : []),
    ...(recipe === undefined
      ? []
      : ['hashlib', 'hmac', ...(signsItself ? [] : ['os']), 're', ...(signsItself && recipe.timestamp ? ['time'] : [])])
  ]
  const lines = modules.map((module) => `import ${module}`)
  if (signsItself && recipe?.unit === 'iso') lines.push('from datetime import datetime, timezone')
  return `# ${name.replace(/\s+/g, ' ')}, as Hooklab received it. Run it with: pytest\n${lines.join('\n')}`
}

function requestOf({ request, headers }: Fixture): string {
  const path = request.url.replace(/^\w+:\/\/[^/]*/, '')
  const pairs = headers.map(([name, value]) => `    (${pythonString(name)}, ${pythonString(value)}),`)
  return `METHOD = ${pythonString(request.method)}
PATH = ${pythonString(path)}
HEADERS = [${pairs.length === 0 ? '' : `\n${pairs.join('\n')}\n`}]
BODY = ${pythonBytes(request.body)}`
}

function signing(fixture: Fixture, recipe: SignatureRecipe): string[] {
  const secret = fixture.signsItself
    ? `# A secret of this test alone: the delivery is signed anew with it.\nSECRET = ${pythonString(testSecretOf(recipe))}`
    : '# The signing secret of the endpoint. It never stands in a file.\nSECRET = os.environ.get("WEBHOOK_SECRET", "")'
  const name = fixture.name.replace(/\W+/g, '_').toLowerCase().replace(/^_|_$/g, '')
  return [
    secret,
    signatureFunction(fixture, recipe),
    verifyFunction(recipe),
    ...(fixture.signsItself ? [signFunction(recipe), 'HEADERS = signed(HEADERS, BODY)'] : []),
    `def test_the_signature_of_${name}_is_right():\n    assert verifies(HEADERS, BODY)`,
    'def test_one_changed_byte_is_refused():\n    assert not verifies(HEADERS, BODY + b" ")',
    handlerHint
  ]
}

const handlerHint = `# Give it to your own app, with Flask for example:
# response = app.test_client().open(PATH, method=METHOD, headers=HEADERS, data=BODY)
# assert response.status_code == 200`

function unsigned({ request, name }: Fixture): string[] {
  return [
    `# ${request.scheme} has no signature that a shared secret alone can check: verify it with the provider's own library.`,
    `def test_the_body_of_${name.replace(/\W+/g, '_').toLowerCase()}_is_what_came():\n    assert len(BODY) == ${request.body.length}`,
    handlerHint
  ]
}

function signatureFunction({ pieces }: Fixture, { algorithm, encoding, decodesSecret = false }: SignatureRecipe): string {
  const key = decodesSecret ? 'base64.b64decode(re.sub("^whsec_", "", SECRET))' : 'SECRET.encode()'
  const content = pieces
    .map((piece) =>
      typeof piece === 'string' ? (piece === 'body' ? piece : `${piece}.encode("latin-1")`) : `${pythonString(piece.text)}.encode()`
    )
    .join(' + ')
  const digest = `hmac.new(${key}, ${content}, hashlib.${algorithm})`
  const encoded = {
    hex: `${digest}.hexdigest()`,
    base64: `base64.b64encode(${digest}.digest()).decode()`,
    base64url: `base64.urlsafe_b64encode(${digest}.digest()).decode().rstrip("=")`
  }[encoding]
  return `def signature(id, timestamp, body):\n    return ${encoded}`
}

function verifyFunction(recipe: SignatureRecipe): string {
  const part = timestampPartOf(recipe)
  const header = timestampHeaderOf(recipe)
  const timestamp =
    part !== undefined
      ? `next((part[${part.length}:] for part in parts if part.startswith(${pythonString(part)})), "")`
      : header !== undefined
        ? `value(headers, ${pythonString(header)})`
        : '""'
  const id = recipe.idHeader === undefined ? '""' : `value(headers, ${pythonString(recipe.idHeader)})`
  return `def value(headers, wanted):
    return next((value for name, value in headers if name.lower() == wanted.lower()), "")


def verifies(headers, body):
    parts = re.split(r"[\\s,;]+", value(headers, ${pythonString(recipe.header)}))
    timestamp = ${timestamp}
    expected = ${pythonString(recipe.lead)} + signature(${id}, timestamp, body)
    return any(hmac.compare_digest(part.encode("latin-1"), expected.encode("latin-1")) for part in parts)`
}

function signFunction(recipe: SignatureRecipe): string {
  const header = timestampHeaderOf(recipe)
  const id = recipe.idHeader === undefined ? '""' : `value(headers, ${pythonString(recipe.idHeader)})`
  const written = piecesOf(recipe.written).map((piece) => (typeof piece === 'string' ? piece : pythonString(piece.text)))
  return `def signed(headers, body):
    timestamp = ${recipe.timestamp === undefined ? '""' : times[recipe.unit ?? 'seconds']}
    made = signature(${id}, timestamp, body)
    return headers + [${header === undefined ? '' : `(${pythonString(header)}, timestamp), `}(${pythonString(recipe.header)}, ${written.join(' + ')})]`
}

const times = {
  seconds: 'str(int(time.time()))',
  milliseconds: 'str(int(time.time() * 1000))',
  iso: 'datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")'
} as const
