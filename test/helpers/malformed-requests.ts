/** A corpus of requests that break the rules of HTTP, or come close to it. */

const host = 'Host: localhost\r\n'
const start = `POST /webhook HTTP/1.1\r\n${host}`

const requestLines = [
  '',
  '\r\n\r\n',
  ' ',
  '\0',
  'GET',
  'GET ',
  'GET /',
  'GET / ',
  'GET / HTTP',
  'GET / HTTP/',
  'GET / HTTP/1',
  'GET / HTTP/1.',
  'GET / HTTP/9.9',
  'GET / HTTP/2.0',
  'GET / http/1.1',
  'GET  / HTTP/1.1',
  'GET /  HTTP/1.1',
  ' GET / HTTP/1.1',
  'GET\t/\tHTTP/1.1',
  'G\0T / HTTP/1.1',
  'GET /\0 HTTP/1.1',
  'GET /\x7f HTTP/1.1',
  'GET /é HTTP/1.1',
  'GET / HTTP/1.1 extra',
  'get / HTTP/1.1',
  'FOO / HTTP/1.1',
  'P\u00d6ST / HTTP/1.1',
  'GET http:// HTTP/1.1',
  'GET http://a b/ HTTP/1.1',
  'GET //// HTTP/1.1',
  'GET /../../etc/passwd HTTP/1.1',
  'GET /%00 HTTP/1.1',
  'GET /%zz HTTP/1.1',
  'GET * HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'CONNECT localhost:80 HTTP/1.1',
  'CONNECT / HTTP/1.1',
  'TRACE / HTTP/1.1',
  'PRI * HTTP/2.0',
  'HTTP/1.1 200 OK',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'SSH-2.0-OpenSSH_9.2',
  '\x00\x00\x00\x00',
  '{"json":true}',
  '<xml/>',
  `GET /${'a'.repeat(20_000)} HTTP/1.1`,
  `${'G'.repeat(20_000)} / HTTP/1.1`,
  `GET / HTTP/1.${'1'.repeat(1000)}`
].map((line) => `${line}\r\n${host}\r\n`)

const headerLines = [
  'NoColon',
  ': novalue',
  ':',
  ' Folded: x',
  '\tTabbed: x',
  'Na me: x',
  'Name : x',
  'Name\0: x',
  'Name: \0',
  'Name: a\rb',
  'Name: a\nb',
  'Na\x7fme: x',
  'Name: \x7f',
  'N\u00e4me: x',
  'Name: \u00e4',
  '(bad): x',
  'a@b: x',
  '"q": x',
  'Name:',
  'Name:     ',
  'Name: x\r\n folded',
  'Name: x\r\n\tfolded',
  'X: y\n',
  '\n',
  'X\r: y',
  'Content-Length',
  'Content-Length:',
  'Content-Length: ',
  'Content-Length: -1',
  'Content-Length: +5',
  'Content-Length: 0x10',
  'Content-Length: 1e3',
  'Content-Length: 5 5',
  'Content-Length: 5,5',
  'Content-Length: five',
  'Content-Length: 99999999999999999999',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: 5\r\nContent-Length: 5',
  'Content-Length: 5\r\nTransfer-Encoding: chunked',
  'Transfer-Encoding: chunked\r\nContent-Length: 5',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked',
  'Transfer-Encoding:\x0bchunked',
  'Transfer-Encoding: gzip',
  'Transfer-Encoding: , chunked',
  'Transfer-Encoding: chunked;foo=bar',
  'Connection: \0',
  'Connection: close, keep-alive',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Upgrade: h2c',
  'Expect: 100-continue\r\nContent-Length: 0',
  'Expect: 200-ok',
  'Host: other',
  'Host: a\r\nHost: b',
  'Host: \0',
  `X: ${'a'.repeat(17_000)}`,
  `${'X'.repeat(17_000)}: a`,
  Array.from({ length: 3000 }, (_, index) => `X${index}: y`).join('\r\n'),
  'Proxy: x',
  '__proto__: x',
  'constructor: y',
  'toString: z'
].map((line) => `${start}${line}\r\n\r\n`)

const missingHost = [
  'GET / HTTP/1.1\r\n\r\n',
  'POST /webhook HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}',
  'GET / HTTP/1.0\r\n\r\n',
  'GET /\r\n\r\n',
  'GET / HTTP/0.9\r\n\r\n'
]

const chunked = `${start}Transfer-Encoding: chunked\r\n\r\n`
const chunkBodies = [
  'zz\r\n',
  '-1\r\n',
  '0x5\r\nhello\r\n',
  '5',
  '5\r\nhel',
  '5\r\nhelloXX',
  '5\r\nhello\r\n',
  '5\nhello\n0\n\n',
  '5 \r\nhello\r\n0\r\n\r\n',
  '5;ext\r\nhello\r\n0\r\n\r\n',
  '5;ext="a\r\nhello\r\n',
  'FFFFFFFFFFFFFFFF\r\n',
  'FFFFFFFFFFFFFFFFF\r\n',
  '5\r\nhello\r\n5\r\nworldX',
  '0\r\nTrailer: x\r\n\r\n',
  '0\r\nBad trailer\r\n\r\n',
  '0\r\n',
  '\r\n',
  ' 5\r\nhello\r\n',
  '5\r\r\nhello',
  '5\n\r\nhello',
  '05\r\nhello\r\n0\r\n\r\n',
  `5;${'x'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`,
  `0\r\n${'T: x\r\n'.repeat(4000)}\r\n`,
  '5\0\r\nhello\r\n',
  '5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n'
].map((body) => chunked + body)

const shortBodies = ['', 'a', 'abc'].map((body) => `${start}Content-Length: 10\r\n\r\n${body}`)
const pipelined = [
  `${start}Content-Length: 2\r\n\r\n{}GARBAGE\r\n\r\n`,
  `${start}Content-Length: 0\r\n\r\n${'\r\n'.repeat(100)}`,
  `${start}Content-Length: 2\r\n\r\n{}\0\0\0\0`,
  `${start}Content-Length: 1\r\n\r\n{}GET / HTTP/1.1\r\n\r\n`
]

/** Every header line with every line ending that a careless sender could use. */
const lineEndings = ['\n', '\r', '\n\r', '\r\r\n'].flatMap((ending) =>
  ['GET / HTTP/1.1', 'POST /webhook HTTP/1.1', 'GET / HTTP/1.0'].map((line) =>
    [line, 'Host: localhost', 'Content-Length: 0', '', ''].join(ending)
  )
)

/** Control bytes at three places of an otherwise good request. */
const controlBytes = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).flatMap((control) => [
  `GET /a${control}b HTTP/1.1\r\n${host}\r\n`,
  `GET / HTTP/1.1\r\n${host}X: a${control}b\r\n\r\n`,
  `GET / HTTP/1.1\r\n${host}X${control}Y: a\r\n\r\n`
])

/** Latin-1 texts, one character a byte. */
export const malformedRequests: readonly string[] = [
  ...requestLines,
  ...headerLines,
  ...missingHost,
  ...chunkBodies,
  ...shortBodies,
  ...pipelined,
  ...lineEndings,
  ...controlBytes
]
