import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bareHouse } from './support/house.ts'
import { columnsOf, schemaOf } from './support/schema.ts'

const root = join(import.meta.dirname, '..')

/** The TypeScript types a column of a PostgreSQL type may have; other names are unions of literals, kept as text. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  integer: ['number'],
  bigint: ['number'],
  numeric: ['string | number'],
  'double precision': ['number'],
  boolean: ['boolean'],
  date: ['PlainDate', 'string'],
  'timestamp with time zone': ['Date'],
  uuid: ['string'],
}
const NOT_TEXT = ['number', 'boolean', 'Date']

type Declared = { readonly table: string; readonly name: string; readonly type: string; readonly nullable: boolean; readonly generated: boolean }

/** What every `tables.ts` declares, read as text: one `export type XTable = { column: type; … }`, and the merged interface. */
function declaredColumns(): Declared[] {
  return readdirSync(join(root, 'src/modules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('tables.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, 'src/modules', file), 'utf8')
      return [...text.matchAll(/'([a-z_]+\.[a-z_]+)': (\w+)/g)].flatMap(([, table = '', type = '']) => {
        const body = new RegExp(`type ${type} = \\{([^}]*)\\}`).exec(text)?.[1] ?? ''
        return body
          .split(/[;\n]/)
          .map((line) => line.trim())
          .filter((line) => /^\w+:/.test(line))
          .map((line): Declared => {
            const [, name = '', whole = ''] = /^(\w+): (.+)$/.exec(line) ?? []
            const generated = /^Generated<(.+)>$/.exec(whole)
            const bare = (generated?.[1] ?? whole).replace(/ \| null$/, '')
            return { table, name, type: bare, nullable: whole.includes('| null'), generated: generated !== null }
          })
      })
    })
}

test('tables.ts of every module says what the database is', async () => {
  const house = await bareHouse()
  const real = (await columnsOf(house.db)).filter((column) => !column.table.startsWith('platform.')) // migrate.ts alone reads it
  const declared = declaredColumns()
  expect(declared.map(({ table, name }) => `${table}.${name}`).toSorted()).toEqual(real.map(({ table, name }) => `${table}.${name}`).toSorted())
  const wrong = real.flatMap((column) => {
    const said = declared.find((one) => one.table === column.table && one.name === column.name)
    const at = `${column.table}.${column.name}: ${column.type}${column.nullable ? ' null' : ''}`
    if (!said) return [at]
    const types = KNOWN[column.type]
    const fits = column.type === 'jsonb' ? true : types ? types.includes(said.type) : !NOT_TEXT.includes(said.type)
    return fits && said.nullable === column.nullable && (!said.generated || column.generated)
      ? []
      : [`${at}, declared ${said.type}${said.nullable ? ' | null' : ''}`]
  })
  expect(wrong).toEqual([])
})

test('db/schema.sql is what the migrations make; npm run schema writes it anew', async () => {
  const house = await bareHouse()
  expect(readFileSync(join(root, 'db/schema.sql'), 'utf8')).toBe(await schemaOf(house.db))
})
