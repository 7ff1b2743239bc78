import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openApiDocument } from '../../electron/host/openapi-document.ts'
import { routes } from './contract-routes.ts'

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, unknown>>
}

const document: { readonly openapi: string; readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> } = JSON.parse(
  await openApiDocument('1.2.3', 'http://127.0.0.1:4040')
)
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation }))
)

test('the document is valid OpenAPI 3.1', async () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  // The validator takes what it is given apart.
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

test('it has every route of the contract, the download of a body, and nothing else', () => {
  const expected = [...routes.map(({ name }) => name), 'GET /deliveries/{id}/body']
  expect(operations.map(({ name }) => name).toSorted()).toEqual(expected.toSorted())
})

test('every operation has its own id, all of its path parameters, and the shape of its errors', () => {
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
  for (const { name, path, operation } of operations) {
    const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)
    expect([name, inPath.toSorted()]).toEqual([name, [...path.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => key).toSorted()])
    expect(operation.responses['default']).toEqual({ $ref: '#/components/responses/error' })
  }
})

test('a DELETE has its input in the query, where it is read', () => {
  const remove = document.paths['/deliveries']?.['delete']
  expect(remove?.requestBody).toBeUndefined()
  expect(remove?.parameters).toEqual([expect.objectContaining({ name: 'q', in: 'query', required: false })])
})

test('a stream is described as server-sent events', () => {
  expect(JSON.stringify(document.paths['/changes']?.['get']?.responses['200'])).toContain('text/event-stream')
})
