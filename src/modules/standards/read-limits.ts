import { type Field, fieldName, UNIT_COLUMNS } from './columns.ts'
import { type Limit, limitText, readLimit, sameLimit, unitName } from './limits.ts'
import type { LimitStage } from './standard.ts'
import { isBlank, tidy } from './tidy.ts'

/** The cells of one row, by field; '' where there is no such column or nothing in it. */
export type RowReader = {
  readonly text: (field: Field) => string
  readonly problem: (field: Field, says: string) => void
  readonly odd: (field: Field, says: string) => void
}
export type ReadLimits = { readonly limit: Limit; readonly stages: readonly LimitStage[] }

const WHOLE = '处置'
const HOW = '应写成“2紧急工作时”“4工作时”“3工作日”“15天”或“种植季节15工作日”这样'

/** The limit of a row and its stages, from whichever columns the table keeps them in; undefined after saying why not. */
export function readLimits(row: RowReader): ReadLimits | undefined {
  const whole = readWhole(row)
  if (whole === 'unreadable') return undefined
  const stages = readStages(row)
  if (stages === 'unreadable') return undefined
  const fence = readCell(row, 'fence')
  if (fence === 'unreadable') return undefined
  if (fence && stages) {
    row.problem('fence', '“围护时限”和“分级时限”都填了，只能填一处')
    return undefined
  }
  const early = stages ?? (fence ? [{ name: '围护', limit: fence }] : [])
  return endWith(row, early, whole)
}

/** The last stage is the whole: it is added where the stages do not say it, and must not contradict it where they do. */
function endWith(row: RowReader, early: readonly LimitStage[], whole: ReadLimits | undefined): ReadLimits | undefined {
  const last = early.at(-1)
  if (whole === undefined) {
    if (last && early.length > 1) return { limit: last.limit, stages: early }
    row.problem(limitField(row), `没有处置时限。${HOW}`)
    return undefined
  }
  if (last === undefined) return whole
  if (whole.stages.length > 0) {
    row.problem('stages', '分级时限和两列处置时限都填了，只能填一处')
    return undefined
  }
  if (early.length > 1 && sameLimit(last.limit, whole.limit)) return { limit: whole.limit, stages: early }
  if (early.length > 1) {
    row.problem('stages', `分级时限的最后一级（${limitText(last.limit)}）与处置时限（${limitText(whole.limit)}）不同`)
    return undefined
  }
  return { limit: whole.limit, stages: [...early, { name: last.name === '围护' ? '修复' : WHOLE, limit: whole.limit }] }
}

const limitField = (row: RowReader): Field => (['limit', ...UNIT_COLUMNS] as const).find((field) => row.text(field) !== '') ?? 'limit'

/** 处置时限 in one column, or in a column for each unit. */
function readWhole(row: RowReader): ReadLimits | undefined | 'unreadable' {
  const one = readCell(row, 'limit')
  if (one === 'unreadable') return one
  const units = UNIT_COLUMNS.flatMap((unit) => {
    const limit = readCell(row, unit)
    return limit === undefined ? [] : [{ unit, limit }]
  })
  const found: { unit: Field; limit: Limit }[] = one ? [{ unit: 'limit', limit: one }] : []
  for (const { unit, limit } of units) {
    if (limit === 'unreadable') return limit
    found.push({ unit, limit })
  }
  const [first, second, third] = found
  if (first === undefined) return undefined
  if (second === undefined || sameLimit(first.limit, second.limit)) return { limit: first.limit, stages: [] }
  if (third !== undefined || first.unit !== 'urgent_hour') {
    row.problem(second.unit, `处置时限填了不止一处：${found.map(({ limit }) => limitText(limit)).join('，')}`)
    return 'unreadable'
  }
  row.odd(second.unit, `两个时限都填了，按两级计：先期处置 ${limitText(first.limit)}，全部处置 ${limitText(second.limit)}，请核对`)
  return {
    limit: second.limit,
    stages: [
      { name: '先期处置', limit: first.limit },
      { name: WHOLE, limit: second.limit },
    ],
  }
}

function readCell(row: RowReader, field: 'limit' | 'fence' | (typeof UNIT_COLUMNS)[number]): Limit | undefined | 'unreadable' {
  const text = row.text(field)
  if (isBlank(text)) return undefined
  const unit = field === 'limit' || field === 'fence' ? undefined : field
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const isNumber = /^\d+(?:\.\d+)?$/.test(plain)
  const read = readLimit(isNumber && unit ? `${plain}${unitName[unit]}` : text)
  if (read === undefined) {
    row.problem(field, isNumber && !unit && Number(plain) > 0 ? `“${tidy(text)}”没有写单位。${HOW}` : `读不出时限“${tidy(text)}”。${HOW}`)
    return 'unreadable'
  }
  if (unit && !isNumber && read.limit.unit !== unit) row.odd(field, `“${tidy(text)}”与列名“${fieldName[unit]}”的单位不同，按格内写的计`)
  // The unit of a column is certain; the words in a cell may not be.
  else if (read.odd && !(unit && isNumber)) row.odd(field, read.odd)
  return read.limit
}

/** “围护2紧急工作时；修复3工作日”. */
function readStages(row: RowReader): readonly LimitStage[] | undefined | 'unreadable' {
  const text = row.text('stages')
  if (isBlank(text)) return undefined
  const parts = text
    .normalize('NFKC')
    .split(/[;,，、。\n→]|->/)
    .map((part) => part.trim())
    .filter(Boolean)
  const stages: LimitStage[] = []
  for (const part of parts) {
    const read = readStage(part)
    if (read === undefined) {
      row.problem('stages', `读不出这一级时限“${tidy(part)}”，应写成“围护2紧急工作时；修复3工作日”这样`)
      return 'unreadable'
    }
    if (read.odd) row.odd('stages', read.odd)
    stages.push(read.stage)
  }
  return stages
}

/** A name and a limit: the shortest name after which the rest is a limit. */
function readStage(part: string): { readonly stage: LimitStage; readonly odd: string | null } | undefined {
  for (let end = 1; end < part.length; end++) {
    const read = readLimit(part.slice(end).replace(/^[:：\s]+/, ''))
    const name = tidy(part.slice(0, end).replace(/[:：\s]+$/, ''))
    if (read && name !== '') return { stage: { name, limit: read.limit }, odd: read.odd }
  }
  return undefined
}
