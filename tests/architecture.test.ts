import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|builders\.ts$/.test(file))
  .map((file) => `src/${file}`)
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) => normalize(join(dirname(file), path ?? '')))
const moduleOf = (file: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(file)?.[1]

/** Which module may ask which. */
const MAY_ASK: Readonly<Record<string, readonly string[]>> = {
  calendar: [],
  audit: [],
  organizations: [],
  identity: ['audit', 'organizations'],
  files: ['audit', 'organizations'],
  requests: ['calendar', 'identity', 'audit', 'files', 'organizations'],
  'annual-report': ['requests', 'calendar', 'identity', 'audit', 'organizations'],
  portal: ['requests', 'annual-report', 'organizations'],
}

test('modules are entered by index.ts only, and only along the list', () => {
  const wrong: string[] = []
  for (const file of files) {
    const from = moduleOf(file)
    for (const path of importsOf(file)) {
      const to = moduleOf(path)
      if (to === undefined || to === from) continue
      const deep = path !== `src/modules/${to}/index.ts` && !(file === 'src/cli.ts' && path.endsWith('-command.ts'))
      if (deep || (from !== undefined && !MAY_ASK[from]?.includes(to))) wrong.push(`${file} → ${path}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the kernel leans on nothing, and ui and platform on no module', () => {
  const wrong = files.flatMap((file) => {
    const layer = file.split('/')[1] ?? ''
    return importsOf(file)
      .filter((path) => (layer === 'kernel' && !path.startsWith('src/kernel/')) || (['ui', 'platform'].includes(layer) && moduleOf(path) !== undefined))
      .map((path) => `${file} → ${path}`)
  })
  expect(wrong).toEqual([])
})

test('no file has more than 300 lines', () => {
  expect(files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301)).toEqual([])
})
