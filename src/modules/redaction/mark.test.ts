import { expect, test } from 'vitest'
import { type Mark, placesOf } from './mark.ts'
import type { Carried } from './redaction.ts'

const words = (text: string, ground: Mark['ground']): Mark => ({ id: text, kind: 'words', words: text, ground })
const carried = (redaction: number, page: number | null, letters: number): Carried => ({ redaction, mark: '', page, letters, pictures: 0, drawings: 0 })

test('places are counted by their ground: one for each on a page, by letters where a file has no pages', () => {
  const marks = [words('张 三', 'third_party'), words('内部电话', 'internal'), words('李四', 'third_party')]
  expect(placesOf(marks, { carried: [carried(0, 1, 2), carried(0, 3, 2), carried(1, 1, 4)] })).toEqual([
    { ground: '公开会损害商业秘密、个人隐私等第三方合法权益（条例第十五条）', places: 2 },
    { ground: '内部事务信息：人事管理、后勤管理、内部工作流程（条例第十六条第一款）', places: 1 },
  ])
  expect(placesOf(marks, { carried: [carried(0, null, 6), carried(2, null, 2)] }).map(({ places }) => places)).toEqual([4])
})
