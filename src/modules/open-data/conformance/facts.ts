/** One record as both formats tell it: an XML element turned into JSON by the Spark convention, or the JSON object itself. */
export type Entry = Readonly<Record<string, unknown>>

export const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
export const entriesIn = (value: unknown): readonly Entry[] => (isList(value) ? value.filter(isEntry) : [])
export const fieldOf = (value: unknown, name: string): unknown => (isEntry(value) ? value[name] : undefined)

/** A value as text: what is absent, null or empty is the same, as the specification has it, and line ends are those XML knows. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n').trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

export const textIn = (value: unknown, name: string): string => textOf(fieldOf(value, name))
export const has = (value: unknown, name: string): boolean => isEntry(value) && Object.hasOwn(value, name)

/** A value short enough to be shown in one line. */
export function shown(value: unknown): string {
  const text = value === undefined ? '（缺）' : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

/** Where two values tell different facts, as a path, or undefined when they tell the same. */
export function differenceBetween(left: unknown, right: unknown, path = ''): string | undefined {
  const [one, other] = [emptied(left), emptied(right)]
  if (isList(one) || isList(other)) {
    if (!isList(one) || !isList(other) || one.length !== other.length) return `${path || '整体'}：${shown(left)} ≠ ${shown(right)}`
    return firstOf(one.map((_, index) => () => differenceBetween(one[index], other[index], `${path}[${index}]`)))
  }
  if (isEntry(one) || isEntry(other)) {
    const names = [...new Set([...Object.keys(isEntry(one) ? one : {}), ...Object.keys(isEntry(other) ? other : {})])]
    if ((!isEntry(one) && one !== '') || (!isEntry(other) && other !== '')) return `${path || '整体'}：${shown(left)} ≠ ${shown(right)}`
    return firstOf(names.map((name) => () => differenceBetween(fieldOf(one, name), fieldOf(other, name), path ? `${path}.${name}` : name)))
  }
  return sameScalar(left, right) ? undefined : `${path || '整体'}：${shown(left)} ≠ ${shown(right)}`
}

const emptied = (value: unknown): unknown => ((isList(value) && value.length > 0) || (isEntry(value) && Object.keys(value).length > 0) ? value : textOf(value))

function sameScalar(left: unknown, right: unknown): boolean {
  const [one, other] = [textOf(left), textOf(right)]
  if (one === other) return true
  // XML writes 116.40 where JSON's number is 116.4; identifiers such as 007 are strings on both sides and stay apart.
  return (typeof left === 'number' || typeof right === 'number') && one !== '' && other !== '' && Number(one) === Number(other)
}

function firstOf(asks: readonly (() => string | undefined)[]): string | undefined {
  for (const ask of asks) {
    const found = ask()
    if (found !== undefined) return found
  }
  return undefined
}

export const firstRepeated = (texts: readonly string[]): string | undefined => texts.find((text, index) => text !== '' && texts.indexOf(text) !== index)
