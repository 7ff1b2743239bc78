/** The calls for endpoints and their secrets. */
import { oc } from '@orpc/contract'
import { endpoint, endpointInput, endpointPatch, secretInput, secretView } from './endpoints.ts'
import { done, id } from './primitives.ts'
import { byId, list } from './route-shapes.ts'
import { signedRequest, signInput } from './signing.ts'

export const endpointRoutes = {
  list: oc.route({ method: 'GET', path: '/endpoints' }).output(list(endpoint)),
  create: oc.route({ method: 'POST', path: '/endpoints', successStatus: 201 }).input(endpointInput).output(endpoint),
  get: oc.route({ method: 'GET', path: '/endpoints/{id}' }).input(byId).output(endpoint),
  update: oc.route({ method: 'PATCH', path: '/endpoints/{id}' }).input(byId.extend(endpointPatch.shape)).output(endpoint),
  remove: oc.route({ method: 'DELETE', path: '/endpoints/{id}' }).input(byId).output(done),
  sign: oc
    .route({
      method: 'POST',
      path: '/endpoints/{id}/sign',
      summary: "Make a request of one's own valid for it; nothing is sent"
    })
    .input(byId.extend(signInput.shape))
    .output(signedRequest),
  addSecret: oc
    .route({ method: 'POST', path: '/endpoints/{id}/secrets', successStatus: 201 })
    .input(byId.extend(secretInput.shape))
    .output(secretView),
  removeSecret: oc
    .route({ method: 'DELETE', path: '/endpoints/{id}/secrets/{secretId}' })
    .input(byId.extend({ secretId: id }))
    .output(done)
}
