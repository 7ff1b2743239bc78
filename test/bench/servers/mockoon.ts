/** Mockoon's server: keeps its last requests in memory, verifies and stores nothing. */
import type * as Commons from '@mockoon/commons'
import type * as CommonsServer from '@mockoon/commons-server'
import { createRequire } from 'node:module'

// The packages have no ES module that Node could load by name.
const require = createRequire(import.meta.url)
const { MockoonServer }: typeof CommonsServer = require('@mockoon/commons-server')
const { BuildEnvironment, BuildHTTPRoute, BuildRouteResponse }: typeof Commons = require('@mockoon/commons')

const port = 20_000 + (process.pid % 20_000)
const environment = BuildEnvironment({ hasDefaultRoute: false, hasContentTypeHeader: true, hasCorsHeaders: false, port })
const response = { ...BuildRouteResponse(), statusCode: 200, body: '{"message":"Webhook received"}' }
const route: Commons.Route = { ...BuildHTTPRoute(false), endpoint: 'webhook', responses: [response] }
Object.assign(route, { method: 'post' })
environment.hostname = '127.0.0.1'
environment.routes = [route]
Object.assign(environment, { rootChildren: [{ type: 'route', uuid: route.uuid }] })
const server = new MockoonServer(environment, { environmentDirectory: '.' })
server.once('started', () => process.send?.({ port }))
server.start()
