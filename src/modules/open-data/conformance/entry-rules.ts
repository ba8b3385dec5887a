import type { Answer } from './client.ts'
import { type Entry, textIn } from './facts.ts'
import type { Format } from './reading.ts'
import { broken, idle, met, type Rule, type Verdict } from './rule.ts'
import type { Survey } from './survey.ts'

/** Records found in one answer. */
export type Found = { readonly answer: Answer; readonly format: Format; readonly entries: readonly Entry[] }
/** Where records come from: each format that gives some, or the reason why there are none. */
export type Origin = (survey: Survey) => Promise<readonly Found[] | string>
type Judge = (entry: Entry, format: Format, survey: Survey) => string | undefined | Promise<string | undefined>

/** A rule that every record must keep in every format; the first that does not is reported. */
export const entryRule = (origin: Origin, name: string, id: string, demands: string, source: string, judge: Judge, only?: Format): Rule => ({
  id,
  demands,
  source,
  run: async (survey) => {
    const found = await origin(survey)
    if (typeof found === 'string') return idle(found)
    const looked = found.filter(({ format }) => only === undefined || format === only)
    if (looked.length === 0) return idle(only === 'json' ? '没有可检查的 JSON' : '没有可检查的内容')
    for (const { answer, format, entries } of looked) {
      for (const entry of entries) {
        const problem = await judge(entry, format, survey)
        if (problem !== undefined) return broken(`${format.toUpperCase()} 中 ${name} ${textIn(entry, name) || '（空）'}：${problem}`, answer)
      }
    }
    return met(looked[0]?.answer)
  },
})

/** A rule about the records of an answer taken together. */
export const listRule = (
  origin: Origin,
  id: string,
  demands: string,
  source: string,
  judge: (entries: readonly Entry[], format: Format) => string | undefined,
): Rule => ({
  id,
  demands,
  source,
  run: async (survey) => {
    const found = await origin(survey)
    return typeof found === 'string' ? idle(found) : worst(found, judge)
  },
})

function worst(found: readonly Found[], judge: (entries: readonly Entry[], format: Format) => string | undefined): Verdict {
  for (const { answer, format, entries } of found) {
    const problem = judge(entries, format)
    if (problem !== undefined) return broken(`${format.toUpperCase()}：${problem}`, answer)
  }
  return met(found[0]?.answer)
}
