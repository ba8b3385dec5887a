import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { type Ground, groundMark, groundName, isGround } from './ground.ts'
import type { FileKind, Proof, Redaction } from './redaction.ts'

/** What an officer has marked to be covered, and why. */
export type Mark =
  | {
      readonly id: string
      readonly ground: Ground
      readonly kind: 'box'
      readonly page: number
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    }
  | { readonly id: string; readonly ground: Ground; readonly kind: 'words'; readonly words: string }

export const MOST_MARKS = 500 // office setting
const LONGEST_WORDS = 100 // letters of one line
const LEAST_SHARE = 0.2 // percent of a page

type Fields = Readonly<Record<string, string>>
type Size = { readonly width: number; readonly height: number }
export const NO_GROUND = '请选依据：为什么不公开这一处'

/** A box as it was drawn or typed, in percent of the page. */
export function boxFrom(fields: Fields, pages: readonly Size[], id: string): Mark | Refusal {
  const page = Number(fields['page'])
  const size = pages[page - 1]
  if (size === undefined) return refuse('invalid', `没有这一页。可以填 1 到 ${pages.length}`)
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((name) => Number((fields[name] ?? '').trim() || Number.NaN))
  if (
    ![left, top, width, height].every((share) => share !== undefined && share >= 0 && share <= 100) ||
    (width ?? 0) < LEAST_SHARE ||
    (height ?? 0) < LEAST_SHARE
  )
    return refuse('invalid', '还没有框出要遮盖的地方。在页面上拖动，或者在左边、上边、宽、高里填 0 到 100 的数字')
  const ground = fields['ground'] ?? ''
  if (!isGround(ground)) return refuse('invalid', NO_GROUND)
  const share = (whole: number, part: number | undefined): number => Math.round(whole * (part ?? 0)) / 100
  return {
    ...{ id, kind: 'box', ground, page },
    ...{ x: share(size.width, left), y: share(size.height, top), width: share(size.width, width), height: share(size.height, height) },
  }
}

/** Words, one line each. */
export function wordsFrom(text: string, ground: string, ids: () => string): Mark[] | Refusal {
  const lines = [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean)
  if (lines.length === 0) return refuse('invalid', '请写要遮盖的词句，一行一个')
  const long = lines.find((line) => [...line].length > LONGEST_WORDS)
  if (long !== undefined) return refuse('limit', `“${[...long].slice(0, 12).join('')}……”太长。一行最多 ${LONGEST_WORDS} 字，更长的请在页面上画框`)
  const single = lines.find((line) => [...line.replace(/\s/g, '')].length < 2)
  if (single !== undefined) return refuse('invalid', `“${single}”只有一个字，会遮到许多别的地方。请写完整的词，或者在页面上画框`)
  if (!isGround(ground)) return refuse('invalid', NO_GROUND)
  return lines.map((words) => ({ id: ids(), kind: 'words', ground, words }))
}

/** The marks with more added; the same words twice are marked once. */
export function withMarks(marks: readonly Mark[], more: readonly Mark[]): readonly Mark[] | Refusal {
  const fresh = more.filter((one) => one.kind === 'box' || !marks.some((mark) => mark.kind === 'words' && mark.words === one.words))
  if (marks.length + fresh.length > MOST_MARKS) return refuse('limit', `一份文件最多遮盖 ${MOST_MARKS} 处。请把文件拆开处理`)
  return [...marks, ...fresh]
}

/** What the engine is told. */
export function redactionsOf(marks: readonly Mark[]): Redaction[] {
  return marks.map((mark): Redaction => {
    if (mark.kind === 'words') return { kind: 'words', words: mark.words, mark: groundMark(mark.ground) }
    const { page, x, y, width, height } = mark
    return { kind: 'box', page, place: { x, y, width, height }, mark: groundMark(mark.ground) }
  })
}

/** How many places were covered under each ground. Files without pages say of words only how many letters went. */
export function placesOf(marks: readonly Mark[], { carried }: Pick<Proof, 'carried'>): { ground: string; places: number }[] {
  const counted = new Map<string, number>()
  for (const { redaction, page, letters } of carried) {
    const mark = marks[redaction]
    if (mark === undefined) continue
    const places = page === null && mark.kind === 'words' ? Math.max(1, Math.round(letters / [...mark.words.replace(/\s/g, '')].length)) : 1
    const ground = groundName(mark.ground)
    counted.set(ground, (counted.get(ground) ?? 0) + places)
  }
  return [...counted].map(([ground, places]) => ({ ground, places }))
}

/** Why nothing can be produced yet, if so. */
export function notYet(kind: FileKind, marks: readonly Mark[]): Refusal | undefined {
  if (marks.length === 0) return refuse('invalid', '还没有标出要遮盖的地方')
  const useless = kind === 'picture' && marks.every((mark) => mark.kind === 'words')
  return useless ? refuse('invalid', '图片里的文字不能按词句遮盖，请在图片上画框') : undefined
}
export const kindOfMedia = (media: string): FileKind | undefined => {
  if (media === 'application/pdf') return 'pdf'
  if (media.startsWith('image/')) return 'picture'
  return media.endsWith('wordprocessingml.document') ? 'docx' : media.endsWith('spreadsheetml.sheet') ? 'xlsx' : undefined
}
