import type { Standard } from '../standards/index.ts'
import type { Filing } from './facts.ts'

/** What a case filed under this condition carries with it from now on; undefined when the version has no such condition. */
export function filingOf({ version, conditions }: Standard, code: string): Filing | undefined {
  const found = conditions.find((one) => one.code === code)
  if (!found) return undefined
  const { category, text, limit, stages, closing, level } = found
  return { version, condition: code, category, text, limit, stages, closing, level }
}
