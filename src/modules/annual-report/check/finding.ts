export type Finding = {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'notice'
  readonly where: string
  readonly message: string
  readonly expected: string | number | null
  readonly found: string | number | null
}

/** One finding; what was expected and found may be left out. */
export const finding = (
  rule: string,
  severity: Finding['severity'],
  where: string,
  message: string,
  expected: Finding['expected'] = null,
  found: Finding['found'] = null,
): Finding => ({ rule, severity, where, message, expected, found })

export const sum = (numbers: readonly number[]): number => Number(numbers.reduce((a, b) => a + b, 0).toFixed(6))

/** Things that share a key, in the order they came. */
export function groupedBy<T>(things: readonly T[], keyOf: (thing: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing])
  return [...groups.values()]
}
