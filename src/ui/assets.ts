import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')
const css = transformSync(`${read('tokens.css')}\n${read('components.css')}`, { loader: 'css', minify: true, target: ['chrome99', 'safari15.4'] }).code

/** The one stylesheet; its address changes with its content, so it may be kept for ever. */
export const stylesheet = {
  path: `/assets/gongkai-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`,
  body: css,
}
