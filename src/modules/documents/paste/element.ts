import type { CheerioAPI } from 'cheerio'

export type Node = NonNullable<ReturnType<CheerioAPI['root']>[0]>['children'][number]
export type Element = Extract<Node, { attribs: object }>

export const isElement = (node: Node | null | undefined): node is Element => node !== null && node !== undefined && 'attribs' in node
const TEXT = 3
export const wordsAt = (node: Node): string | undefined => (node.nodeType === TEXT && 'data' in node ? node.data : undefined)
export const childrenOf = (element: Element, names: string): Element[] =>
  element.children.filter(isElement).filter((child) => names.split(' ').includes(child.name))
export const styleOf = (element: Element): string => element.attribs['style'] ?? ''

/** A number an attribute says, within sane bounds. */
export const spanOf = (element: Element, name: string): number => Math.min(1000, Math.max(1, Math.trunc(Number(element.attribs[name])) || 1))
