import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { transformSync } from 'esbuild'

const TARGET = ['chrome99', 'safari15.4']
const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')
const addressOf = (name: string, body: string, ending: string): string =>
  `/assets/${name}-${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${ending}`

type Asset = { readonly path: string; readonly body: string; readonly zipped: Uint8Array<ArrayBuffer>; readonly media: string }
const served = (path: string, body: string, media: string): Asset => ({ path, body, zipped: new Uint8Array(gzipSync(body, { level: 9 })), media })

function stylesOf(name: string, ...files: readonly string[]): Asset {
  const body = transformSync(files.map(read).join('\n'), { loader: 'css', minify: true, target: TARGET }).code
  return served(addressOf(name, body, 'css'), body, 'text/css; charset=utf-8')
}
/** The stylesheet of every page, and what the console and the first page add to it; their addresses change with their content, so they may be kept for ever. */
export const stylesheet = stylesOf('gongkai', 'tokens.css', 'components.css')
export const consoleStyles = stylesOf('console', 'console.css')
export const portalStyles = stylesOf('portal', 'portal.css')

function islandOf(name: string): Asset {
  const body = transformSync(read(`islands/${name}.ts`), { loader: 'ts', minify: true, format: 'iife', target: TARGET }).code
  return served(addressOf(name, body, 'js'), body, 'text/javascript; charset=utf-8')
}

/** Small scripts laid over pages that are complete without them. */
export const islands = {
  desk: islandOf('desk'),
  editor: islandOf('editor'),
  kiosk: islandOf('kiosk'),
  live: islandOf('live'),
  offers: islandOf('offers'),
  place: islandOf('place'),
  redact: islandOf('redact'),
  suggest: islandOf('suggest'),
} as const

/** Everything served under `/assets`. */
export const assets: readonly Asset[] = [stylesheet, consoleStyles, portalStyles, ...Object.values(islands)]
