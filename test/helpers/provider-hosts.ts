/**
 * Providers' key servers on this machine: real TLS under a certificate for their names, and an agent that goes there instead.
 * Keys and certificates are made for tests; they guard nothing.
 */
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Agent, createServer, type AgentOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export interface ProviderHosts extends AsyncDisposable {
  readonly agent: Agent
  /** `GET https://host/path` of each request, as they came. */
  readonly requests: readonly string[]
  answer(handler: (request: IncomingMessage, response: ServerResponse) => void): void
  /** Resolves once so many requests have come. */
  requested(count: number): Promise<void>
}

/** Answers the signing certificate at first. `trusted: false` leaves out what makes the agent trust the server. */
export async function providerHosts({ trusted = true }: { trusted?: boolean } = {}): Promise<ProviderHosts> {
  let handle = (_request: IncomingMessage, response: ServerResponse): void => void response.end(signing.cert)
  const requests: string[] = []
  const server = createServer(hosts, (request, response) => {
    requests.push(`${request.method ?? ''} https://${request.headers.host ?? ''}${request.url ?? ''}`)
    server.emit('counted')
    handle(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // listen() on a port answers an address with one.
  const { port } = server.address() as AddressInfo
  const agent = new RedirectingAgent(port, trusted ? { ca: hosts.cert } : {})
  return {
    agent,
    requests,
    answer: (handler) => void (handle = handler),
    async requested(count) {
      while (requests.length < count) await once(server, 'counted', { signal: AbortSignal.timeout(20_000) })
    },
    async [Symbol.asyncDispose]() {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

/** Connects to one port of this machine, whatever the name; who is met there must still prove to be the name. */
class RedirectingAgent extends Agent {
  readonly #port: number

  constructor(port: number, options: AgentOptions) {
    super(options)
    this.#port = port
  }

  override createConnection(options: AgentOptions, callback?: (error: Error | null, stream: Duplex) => void): Duplex | null | undefined {
    return super.createConnection({ ...options, host: '127.0.0.1', port: this.#port }, callback)
  }
}

/** For sns.us-east-1.amazonaws.com, sns.eu-central-1.amazonaws.com, api.paypal.com and api.sandbox.paypal.com. */
const hosts = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6UvhrCXje2hd83no
tg5TivM1pYv2DkZkbu3eLkV+MO2hRANCAARyXwF+E6ZkxYADFzAZGdO/+QlMR3PN
IiHAs7QjRZ3HF35PCtiz1zLWLfdu2Qq6g/fRNsBwNlmtGa5VcpeH/GyZ
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIB8zCCAZqgAwIBAgIUPIOO0lzKwWNKAnGGRgjkitQmnq4wCgYIKoZIzj0EAwIw
JjEkMCIGA1UEAwwbcHJvdmlkZXIgaG9zdHMgb2YgdGhlIHRlc3RzMCAXDTI2MTEy
MzE1MzIyN1oYDzIxMjYxMDMwMTUzMjI3WjAmMSQwIgYDVQQDDBtwcm92aWRlciBo
b3N0cyBvZiB0aGUgdGVzdHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARyXwF+
E6ZkxYADFzAZGdO/+QlMR3PNIiHAs7QjRZ3HF35PCtiz1zLWLfdu2Qq6g/fRNsBw
NlmtGa5VcpeH/GyZo4GjMIGgMA8GA1UdEwEB/wQFMAMBAf8wbgYDVR0RBGcwZYIb
c25zLnVzLWVhc3QtMS5hbWF6b25hd3MuY29tgh5zbnMuZXUtY2VudHJhbC0xLmFt
YXpvbmF3cy5jb22CDmFwaS5wYXlwYWwuY29tghZhcGkuc2FuZGJveC5wYXlwYWwu
Y29tMB0GA1UdDgQWBBTCpF7vc3O6a1OyiVtKfrdTh348ZjAKBggqhkjOPQQDAgNH
ADBEAiBWM75WZsXPzAgXcquaMP/1aJk1JMAkYwL+IBy1ts7dnQIgF8OG0bTUoGR4
50M88oDE099diZZy2N/8BOJZru/JcEs=
-----END CERTIFICATE-----`
}

/** What providers sign with, and its certificate. */
export const signing = {
  key: `-----BEGIN PRIVATE KEY-----
MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCa3mQt74lTwgYo
HQ1xezjTTd34jg01oP0sRFSb22FRddLZNCDvHTFDxfjG8+foPN7hF6EtqeGkr3LA
oLfiE06hi2AaRNOqOu6qzp4rfoO2dGBe5yo0VmpLkQ8JNvohRwVB9oB6oYbFSxLn
9K1LtAeUQp26E+CoLH/YyVVILj8JDKc0mVGxEIg7V7M91OtLZ6fQuxpyBxsFxAA2
QjSgusj8vNiBMQgYuLTs6269fb16P6O6rovyn4tEqP7zdK8cIcFRn/N69l74GnEM
7tKH2tfWhH9bxxjL+zV1I8gVdUXG2WPk8f5VrL6xcI7mFc8LnByYgt4DadEAixEv
e6S1reLfAgMBAAECggEAO1zdp6H20M1BkOS5/3LNMGnbmOfSdmkUQoCasfdgkVoJ
jUpnCWD2PlVHa/OYRDP49u0Y0ikZHghGg0HX2meuL0v+dXNGcy0NyRlUFbX0BN8N
BbO0QMWTDw42ZkDVliXkBQnY66i4wS1qvNDUEH2cnh7+2JG//pa4Fr/t2bIoZW4E
J5WI9MTvO7IUD8Sp+B0Y8obzKxgBs9F6cXeX60wy5lHp8Rm3qYnOe9gr1UehfFbR
3zg6l1JbA+fo4OjKuSycgRYhlpgVPJ8skrFpiBJpKSkmBUbh0UyDy+7JZMXv7Rzh
5QONrrOeUpPjuk8ZGfz6EOcsb3SywgfNxLFtklLWeQKBgQDWNgD5ajmFovlMuwNd
5y7lWQ7oK7ORBEourA0+UNoc7hcaMdpz5/8ddMuOh8xfTwH6iGHmaTxACmuTOW1P
lmBOXik4xnd7uGADtrcbZOJF2Dj2XjraIm4G6XW2l53TQsjIss7Ha/25byg3cT3u
zGPt+ezhMtrhGFEZSmWNOUK9bQKBgQC5FMC2/Ft6jazxRNI/edCpR6pYQ95byvbN
9AwAe8HqJMsuaD9oXikROIcr+6b3LqbQ/ZzRkKJMpC7XE72d48gYvG16wEzAVBhf
epP/9uWaYnddBgRsJtJ1AnTf+sQG5t2NBYx8vzdPdyZP1O7U1R+fPOVHG8Y9YSIS
wJ8+0Hot+wKBgGAOX2l4pMq0Ri6OPfhBztmxkemyjxccYVeEd3vWLbiDW4C3kkof
YlsHILCNXKvwdeaueZgk4IunII4oVkg2GoGJ39pBxRqJlySTLpDuMDk5uHFh1+ox
Pj2DOvHiEzfE3tyAshDi8CfTHKmf8jG/HaB9Tie98kC18sfwgJFPeAoRAoGAOUoB
NSL8Nf0wsSX6ZoeQXTW/tr6bT5KNvsZyCJxGM/Hbqqu+JNIwqBH1VVn6Hr0kCcDX
D89TTaHslcqYgQ0G3RFGWh64IzhkqvlIYozMGXOtOvAn4kpKDsoJ32LB1tkTbxlu
mRafSku5YjCpFNw7g5DX76DbRhiQ8XkKUek6SI0CgYBc5rpWN6uPMgGCINde0PSn
0ZzgPuZQa50+PjJz7aTawO0Bjopb4Qx95wt91IfevgNOgLVwsjec9FVADB9hBY2C
PYH+S4q4ji5ylJZfTYpYrtPOVXpd+MwjWulAwM1YtAK68T3Up9DOU9HZuTCNPUnn
FDv2GDaSRJdR+t8AsMlX4Q==
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIDHzCCAgegAwIBAgIUH8W/FV+qmzqZl85kRNMPvhmLmAwwDQYJKoZIhvcNAQEL
BQAwHjEcMBoGA1UEAwwTc2lnbmVyIG9mIHRoZSB0ZXN0czAgFw0yNjExMjMxNTMy
MjhaGA8yMTI2MTAzMDE1MzIyOFowHjEcMBoGA1UEAwwTc2lnbmVyIG9mIHRoZSB0
ZXN0czCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAJreZC3viVPCBigd
DXF7ONNN3fiODTWg/SxEVJvbYVF10tk0IO8dMUPF+Mbz5+g83uEXoS2p4aSvcsCg
t+ITTqGLYBpE06o67qrOnit+g7Z0YF7nKjRWakuRDwk2+iFHBUH2gHqhhsVLEuf0
rUu0B5RCnboT4Kgsf9jJVUguPwkMpzSZUbEQiDtXsz3U60tnp9C7GnIHGwXEADZC
NKC6yPy82IExCBi4tOzrbr19vXo/o7qui/Kfi0So/vN0rxwhwVGf83r2XvgacQzu
0ofa19aEf1vHGMv7NXUjyBV1RcbZY+Tx/lWsvrFwjuYVzwucHJiC3gNp0QCLES97
pLWt4t8CAwEAAaNTMFEwHQYDVR0OBBYEFCkTsdgc1wSuPtPu6PL0IP5YLuA8MB8G
A1UdIwQYMBaAFCkTsdgc1wSuPtPu6PL0IP5YLuA8MA8GA1UdEwEB/wQFMAMBAf8w
DQYJKoZIhvcNAQELBQADggEBAJBPZdn3kYw+iu5RrX6yB4YTR4uxn1TYre7MwAiE
bNUJQHCNIcxPxHZegsIjHS1GK0rMvl72qMRjGcP/uAjESkdgJHWInMIXuIGNsFbD
1W9NO2zRCDslrMLeLqPfs78KfqV7E3kJNRCvCnGbYwHc6JC4MWznSH/KJ+2oBVCy
K/XTOc0zHoeRkHud6RSGJCER6N28RgDIlNrGkgtJVicch6aqM/rbgPJKOaviK2el
tAEwoo7Xomi5p3jX+bRudS8OfJ84rq1/xfmHi6gK3ZgqrYKsBa5CNQO0I8ZvtxhV
S1sy1FPXmGYN07zp2sOGmsBNQDJUP8JAtdzK7kvLUW2Jb54=
-----END CERTIFICATE-----`,
  /** The same key, in a certificate that ended in 2021. */
  expired: `-----BEGIN CERTIFICATE-----
MIICxTCCAa2gAwIBAgIBBzANBgkqhkiG9w0BAQsFADAmMSQwIgYDVQQDDBtleHBp
cmVkIHNpZ25lciBvZiB0aGUgdGVzdHMwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAx
MDAwMDAwWjAmMSQwIgYDVQQDDBtleHBpcmVkIHNpZ25lciBvZiB0aGUgdGVzdHMw
ggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCa3mQt74lTwgYoHQ1xezjT
Td34jg01oP0sRFSb22FRddLZNCDvHTFDxfjG8+foPN7hF6EtqeGkr3LAoLfiE06h
i2AaRNOqOu6qzp4rfoO2dGBe5yo0VmpLkQ8JNvohRwVB9oB6oYbFSxLn9K1LtAeU
Qp26E+CoLH/YyVVILj8JDKc0mVGxEIg7V7M91OtLZ6fQuxpyBxsFxAA2QjSgusj8
vNiBMQgYuLTs6269fb16P6O6rovyn4tEqP7zdK8cIcFRn/N69l74GnEM7tKH2tfW
hH9bxxjL+zV1I8gVdUXG2WPk8f5VrL6xcI7mFc8LnByYgt4DadEAixEve6S1reLf
AgMBAAEwDQYJKoZIhvcNAQELBQADggEBAFGEz5kBaVc1umf9Kwh3Ble5a7At3nc1
Ioi8PKh8AFUVnNPn2EtYlU3CayNtYSLU1pCGxbIvEXbNF3mIziaUI9R44dJDkM9Q
RcQ++ZgEq5fgoLWdsiE8pJ6PKnSCMZXOq9giphw5nAm7zWhPuEemSFjm7o0fKWJX
aZ/lc/PgmRuUDb+lNsM86s1hkfofYw5tlLQN9c3Lxhmyopxqjev2hFs/hZ2enRg/
1XfCKTPXupw8sfUU93PAqBdG7WxPAPUJSeO6vJ8L+Ls3cfWwSW7mtHtXDSW1KScr
DB71o5Ro8MfUVsqhGb0P9rZX1clVRVwLNMjlKZDd9aYxq0EQAhrXBuM=
-----END CERTIFICATE-----`
}
