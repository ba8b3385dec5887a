import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type Difference, differencesBetween } from './compare.ts'
import type { ReadStandard } from './read-sheets.ts'
import { type Standard, type StandardBody, standardOn } from './standard.ts'
import { findStandard, forgetStandards, insertStandard, listStandards } from './store.ts'
import { readWorkbook } from './workbook.ts'

export const STANDARDS_TOPIC = 'standards'

/** A file with the name and the day its version is to have. */
export type Import = { readonly name: string; readonly from: PlainDate; readonly bytes: Uint8Array }

/** What an import would do, before anything is stored. */
export type Preview = ReadStandard & {
  /** The version in force on the day the new one begins. */
  readonly against: Standard | undefined
  readonly differences: readonly Difference[]
}

export const LONGEST_NAME = 40

/** A new version applies to cases filed from its day on, so that day is not past. */
async function whyNot(house: House, { name, from }: Pick<Import, 'name' | 'from'>): Promise<Refusal | undefined> {
  const today = beijingDay(house.now())
  if (name.length > LONGEST_NAME) return refuse('invalid', `名称最多 ${LONGEST_NAME} 个字`)
  if (from < today) return refuse('too-late', `施行日期最早为今天（${inChinese(today)}）；已经立案的案件不改按新标准`)
  const taken = (await listStandards(house.db)).some((one) => one.name === name)
  return taken ? refuse('duplicate', `已经有名为“${name}”的版本；录入的版本不改动，请换一个名称`) : undefined
}

/** Reads a file and compares it with the version it would follow; stores nothing. */
export async function previewStandard(house: House, given: Import): Promise<Preview | Refusal> {
  const refused = await whyNot(house, given)
  if (refused) return refused
  const read = await readWorkbook(given.bytes)
  if ('refused' in read) return read
  const before = standardOn(await listStandards(house.db), given.from)
  const against = before && (await findStandard(house.db, before.version))
  const differences = read.problems.length > 0 ? [] : differencesBetween(against ?? { categories: [], conditions: [] }, read.body)
  return { ...read, against, differences }
}

/** Adds a version, with a trace; those before it stay as they are. The file is refused whole when there is a problem in it. */
export async function addStandard(house: House, by: Viewer | 'system', given: Import): Promise<{ version: number; body: StandardBody } | Refusal> {
  const refused = await whyNot(house, given)
  if (refused) return refused
  const read = await readWorkbook(given.bytes)
  if ('refused' in read) return read
  if (read.problems.length > 0) return refuse('unreadable', `文件里有 ${read.problems.length} 处问题，没有录入任何内容`)
  const at = house.now()
  const addedBy = by === 'system' ? '系统' : by.name
  const version = await house.db.transaction().execute(async (tx) => {
    const id = await insertStandard(tx, { name: given.name, effectiveFrom: given.from, body: read.body, addedBy, at })
    if (id !== undefined)
      await leaveTrace(tx, {
        at,
        by,
        act: '录入立结案标准',
        subject: `standards/${id}`,
        note: `${given.name}，自${inChinese(given.from)}起施行；${inSize(read.body)}`,
      })
    return id
  })
  if (version === undefined) return refuse('duplicate', `刚刚有人录入了名为“${given.name}”的版本，请换一个名称`)
  forgetStandards(house.db)
  await house.cache.drop(STANDARDS_TOPIC)
  return { version, body: read.body }
}

/** “小类 163 个、立案条件 420 条”. */
export const inSize = ({ categories, conditions }: StandardBody): string => `小类 ${categories.length} 个、立案条件 ${conditions.length} 条`
