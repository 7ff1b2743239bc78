/** The request as a script for Python's `requests`. */
import { type CopiedRequest, hasHeader, headersToSend, plainText } from './copied-request.ts'
import { pythonBytes, pythonString } from './literals.ts'

/** What requests adds unasked, and leaves out when told so. */
const uninvited = ['User-Agent', 'Accept', 'Accept-Encoding']

/** Shape: repeated headers are joined by a comma, since requests takes one value a name. */
export function toPythonRequests(request: CopiedRequest): string {
  const { method, url, body } = request
  const sent = headersToSend(request)
  const byName = Map.groupBy(sent, ([name]) => name.toLowerCase())
  const lines = [...byName.values()].map(
    (pairs) => `    ${pythonString(pairs[0]?.[0] ?? '')}: ${pythonString(pairs.map(([, value]) => value).join(', '))},`
  )
  for (const name of uninvited) if (!hasHeader(sent, name)) lines.push(`    ${pythonString(name)}: None,`)
  const imports = body.length > 0 && plainText(body) === undefined ? 'import base64\n\nimport requests' : 'import requests'
  const data = body.length === 0 ? '' : `    data=${pythonBytes(body)},\n`
  return `${imports}\n\nheaders = {\n${lines.join('\n')}\n}\nresponse = requests.request(\n    ${pythonString(method)},\n    ${pythonString(url)},\n    headers=headers,\n${data})\nprint(response.status_code, response.text)\n`
}
