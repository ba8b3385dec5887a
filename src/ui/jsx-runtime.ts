/**
 * The house's JSX runtime: components are synchronous functions that return markup, and every string is escaped.
 * Why not a framework's: docs/decisions/0002-renderer.md.
 */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
  toString(): string {
    return this.markup
  }
}

export type Child = Html | string | number | bigint | boolean | null | undefined | readonly Child[]
type Attribute = string | number | boolean | null | undefined
type Props = { readonly children?: Child; readonly [name: string]: unknown }

const SPECIAL = /[&<>"']/
const escapes = new Map([
  [38, '&amp;'],
  [60, '&lt;'],
  [62, '&gt;'],
  [34, '&quot;'],
  [39, '&#39;'],
])
/** Copies between special characters: twice as fast as a callback `replace` on Chinese text. */
export function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text
  let out = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const written = escapes.get(text.charCodeAt(i))
    if (written === undefined) continue
    out += text.slice(from, i) + written
    from = i + 1
  }
  return out + text.slice(from)
}

/** Markup that is already safe: only for what this house has written or escaped itself. */
export const raw = (markup: string): Html => new Html(markup)

/** Markup that is kept, in one piece: left as the rope it was built as, it would be walked again on every page it stands in. */
export const inOnePiece = (html: Html): Html => new Html(Buffer.from(html.markup).toString())

/** What a child writes, escaped. */
export function inner(child: Child): string {
  if (typeof child === 'string') return escaped(child)
  if (child instanceof Html) return child.markup
  if (typeof child === 'number' || typeof child === 'bigint') return String(child)
  if (Array.isArray(child)) {
    let out = ''
    for (const one of child) out += inner(one)
    return out
  }
  return ''
}

const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

export function jsx(type: string | ((props: never) => Html | null), props: Props): Html {
  if (typeof type === 'function') return type(props as never) ?? new Html('')
  let open = `<${type}`
  for (const name in props) {
    if (name === 'children') continue
    const value = props[name] as Attribute
    if (typeof value === 'string') open += ` ${name}="${escaped(value)}"`
    else if (value === true) open += ` ${name}`
    else if (value !== false && value != null) open += ` ${name}="${escaped(String(value))}"`
  }
  return new Html(VOID.has(type) ? `${open}>` : `${open}>${inner(props.children)}</${type}>`)
}
export const jsxs = jsx
export const jsxDEV = jsx
export const Fragment = (props: { readonly children?: Child }): Html => new Html(inner(props.children))

type Attributes = { readonly [name: string]: Attribute | Child; readonly children?: Child; readonly key?: string | number }
export namespace JSX {
  export type Element = Html
  export type ElementType = string | ((props: never) => Html | null)
  export interface ElementChildrenAttribute {
    children: unknown
  }
  export interface IntrinsicElements {
    [tag: string]: Attributes
  }
  export interface IntrinsicAttributes {
    key?: string | number
  }
}
