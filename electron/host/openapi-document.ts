/** The OpenAPI document of the REST form. Loaded when it is asked for: its generator is no part of a start. */
import { OpenAPIGenerator, type OpenAPI } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../contract/index.ts'

/** Answers the document as JSON text. */
export async function openApiDocument(version: string, url: string): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: {
      title: 'Hooklab control API',
      version,
      description: 'Times are epoch milliseconds, ids are opaque, lists are newest first. Every error is `{code, message}`.'
    },
    servers: [{ url: `${url}/api` }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The token that `hooklab serve` prints.' } },
      responses: { error: errorResponse }
    }
  })
  for (const operation of operationsOf(document)) {
    operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/error' } }
  }
  for (const item of Object.values(document.paths ?? {})) if (item?.delete !== undefined) moveBodyToQuery(item.delete)
  document.paths = { ...document.paths, '/deliveries/{id}/body': bodyPath }
  return JSON.stringify(document)
}

const errorResponse: OpenAPI.ResponseObject = {
  description: 'What happened, then what to do.',
  content: {
    'application/json': {
      schema: { type: 'object', required: ['code', 'message'], properties: { code: { type: 'string' }, message: { type: 'string' } } }
    }
  }
}

/** The one call outside of the contract: its answer is bytes. */
const bodyPath: OpenAPI.PathItemObject = {
  get: {
    operationId: 'deliveries.body',
    summary: 'The raw bytes of the body, as an attachment',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      200: { description: 'OK', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
      default: { $ref: '#/components/responses/error' }
    }
  }
}

function operationsOf(document: OpenAPI.Document): readonly OpenAPI.OperationObject[] {
  const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
  return Object.values(document.paths ?? {}).flatMap((item) => methods.flatMap((method) => item?.[method] ?? []))
}

/** The input of a DELETE is read from its query. */
function moveBodyToQuery(operation: OpenAPI.OperationObject): void {
  const body = operation.requestBody
  if (body === undefined || '$ref' in body) return
  const schema = body.content['application/json']?.schema
  delete operation.requestBody
  if (schema === undefined || '$ref' in schema || schema.properties === undefined) return
  const required = schema.required ?? []
  const parameters = Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types give a parameter the schemas of 3.0; all here is 3.1
    schema: property as NonNullable<OpenAPI.ParameterObject['schema']>
  }))
  operation.parameters = [...(operation.parameters ?? []), ...parameters]
}
