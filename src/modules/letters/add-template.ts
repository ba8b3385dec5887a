import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { checkTemplate, type Fix } from './check-template.ts'
import { type LetterCode, letterOf } from './letter.ts'
import { sampleValues } from './sample.ts'
import { insertTemplate, listVersions } from './template-store.ts'
import { isWordingKey, wordingName } from './wording.ts'
import { insertWording, wordingsOn } from './wording-store.ts'

type Upload = { readonly name: string; readonly bytes: Uint8Array }

/** Keeps an uploaded template as the next version of a letter, in force from a day on; or says what to mend in it, and where. */
export async function addTemplate(
  house: House,
  by: Viewer,
  code: LetterCode,
  { file, from }: { readonly file: Upload; readonly from: PlainDate },
): Promise<{ readonly version: number } | { readonly fixes: readonly Fix[] } | Refusal> {
  const today = beijingDay(house.now())
  if (from < today) return refuse('too-late', `施行日期不能早于今天（${inChinese(today)}）：以前的文书按当时的范本制作，不再改动`)
  await listVersions(house, by.agencyId, code) // the platform's own is version 1
  const wording = await wordingsOn(house.db, by.agencyId, from)
  const fixes = await checkTemplate(code, file.name, file.bytes, sampleValues(code, wording))
  if (isRefusal(fixes)) return fixes
  if (fixes.length > 0) return { fixes }
  const sha256 = await house.blobs.put(file.bytes)
  const fileName = file.name.replace(/^.*[/\\]/, '').slice(-120)
  return await house.db.transaction().execute(async (tx) => {
    const version = await insertTemplate(tx, by.agencyId, { code, effectiveFrom: from, fileName, sha256, addedAt: house.now(), addedBy: by.name })
    const note = `${letterOf(code).name} 第${version}版，${inChinese(from)}起施行`
    await leaveTrace(tx, { at: house.now(), by, act: '上传文书范本', subject: `letters/${code}`, article: '条例第四十五条', note })
    return { version }
  })
}

const LONGEST_TEXT = 2_000 // office setting
const LONGEST_LAW = 100 // office setting
export type WordingForm = { readonly key: string; readonly text: string; readonly law: string; readonly from: PlainDate }

/** Puts a text of the office in force from a day on. */
export async function addWording(house: House, by: Viewer, { key, text, law, from }: WordingForm): Promise<{ readonly key: string } | Refusal> {
  const today = beijingDay(house.now())
  if (!isWordingKey(key)) return refuse('not-found', '没有这一项文字')
  if (from < today) return refuse('too-late', `施行日期不能早于今天（${inChinese(today)}）：以前的文书按当时的文字制作，不再改动`)
  if (text.trim() === '' && key !== 'ground.P11') return refuse('invalid', '写明文字内容')
  if (text.length > LONGEST_TEXT) return refuse('invalid', `文字最多 ${LONGEST_TEXT} 个字`)
  if (law.length > LONGEST_LAW) return refuse('invalid', `依据最多 ${LONGEST_LAW} 个字`)
  if (key === 'number' && !/^[\p{Script=Han}]{1,12}$/u.test(text)) return refuse('invalid', '文号代字用 1 至 12 个汉字，例如：信公复')
  return await house.db.transaction().execute(async (tx) => {
    await insertWording(tx, by.agencyId, { key, effectiveFrom: from, text, law, at: house.now(), by: by.name })
    const note = `${wordingName(key)}，${inChinese(from)}起施行`
    await leaveTrace(tx, { at: house.now(), by, act: '修改文书文字', subject: `letters/grounds/${key}`, article: '条例第四十五条', note })
    return { key }
  })
}
