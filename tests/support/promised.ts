import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect } from 'vitest'

type Media = Readonly<Record<string, { readonly schema: object }>>
type Operation = { readonly responses: Readonly<Record<string, { readonly content?: Media }>>; readonly requestBody?: { readonly content: Media } }
export type OpenApi = {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** What is wrong with an OpenAPI document by the official schema of its version. */
export async function faultsOf(document: object): Promise<unknown> {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as Record<string, unknown>)
  return valid ? undefined : errors
}

/** Holds what is told to a schema of the document; fails the test with what differs. */
export function holder(document: OpenApi) {
  const ajv = new Ajv2020({ strict: true, allErrors: true, discriminator: false, allowUnionTypes: true })
  formats.default(ajv)
  ajv.addKeyword('discriminator')
  // The document's schemas are one schema of definitions, and its references lead there.
  const rooted = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"doc#/$defs/'))
  ajv.addSchema({ $id: 'doc', $defs: rooted(document.components.schemas) })
  const hold = (schema: object, told: unknown, where: string): void => {
    const check = ajv.compile(rooted(schema))
    expect(check(told) ? [] : check.errors, where).toEqual([])
  }
  /** Holds an answer to what its operation promises for its status and media type. */
  const answer = async (path: string, method: string, got: Response): Promise<unknown> => {
    const promised = document.paths[path]?.[method]?.responses[String(got.status)]
    const media = (got.headers.get('content-type') ?? '').split(';')[0] ?? ''
    const schema = promised?.content?.[media]?.schema
    if (!schema) throw new Error(`${method} ${path} promises no ${got.status} ${media}`)
    const told: unknown = await got.json()
    hold(schema, told, `${method} ${path} ${got.status}`)
    return told
  }
  return { hold, answer }
}
