import { FIELD_KEYS, FIELDS, type Values } from './field.ts'
import { fieldsOf, type LetterCode, letterOf } from './letter.ts'
import { spokenTo, type Wording, WORDINGS } from './wording.ts'

/** The texts of the office a letter begins with: remedy, answer, article and reason. */
export function wordedFor(code: LetterCode, you: string, wording: (key: string) => Wording): Values {
  const about = (group: string): Wording | undefined => (WORDINGS.has(`${group}.${code}`) ? wording(`${group}.${code}`) : undefined)
  const [ground, reason] = [about('ground'), about('reason')]
  return {
    remedy: spokenTo(wording(`remedy.${letterOf(code).remedy}`).text, you),
    ...(ground && { body: spokenTo(ground.text, you), law: ground.law }),
    ...(reason && { reason: spokenTo(reason.text, you) }),
  }
}

const SAMPLES: Values = Object.fromEntries(FIELD_KEYS.map((key) => [key, FIELDS[key].sample]))

/** A letter filled in with sample values: what a template is tried on. */
export function sampleValues(code: LetterCode, wording: (key: string) => Wording): Values {
  const { reason: _, ...worded } = wordedFor(code, '您', wording)
  const given: Values = { ...SAMPLES, ...Object.fromEntries(Object.entries(worded).filter(([, text]) => text !== '')) }
  return Object.fromEntries(fieldsOf(code).map((key) => [key, given[key] ?? '']))
}
