import { expect, test } from 'vitest'
import { plainText, TEMPLATE, writeSection } from './narrative.ts'

const FIELDS = [
  { name: '新收申请', text: '4', figure: 'requests.received.total' },
  { name: '满意率', text: '93.13%', figure: 'share.satisfied_cases' },
]

test('every number of a text is a field, with the figure behind it', () => {
  const { paragraphs, unknown, typed, prompts } = writeSection('（一）依申请公开\n{年份} 年新收申请 {新收申请} 件。', 2019, FIELDS)
  expect(paragraphs).toEqual([
    { heading: true, parts: ['（一）依申请公开'] },
    { heading: false, parts: ['2019', ' 年新收申请 ', { figure: 'requests.received.total', text: '4' }, ' 件。'] },
  ])
  expect([unknown, typed, prompts]).toEqual([[], [], []])
  expect(paragraphs.map(plainText)).toEqual(['（一）依申请公开', '2019 年新收申请 4 件。'])
})

test('names that are no field, numbers typed by hand and unanswered prompts are told', () => {
  const written = writeSection('新收 {新收} 件，培训 3 次，公开 1,200 条，占 12.5%。〔请写改进情况〕地址：样例街27号，2019年12月31日止。', 2019, FIELDS)
  expect(written.unknown).toEqual(['新收'])
  expect(written.typed).toEqual(['3 次', '1,200 条', '12.5%'])
  expect(written.prompts).toEqual(['〔请写改进情况〕'])
})

test('no template holds a number typed by hand', () => {
  for (const sections of Object.values(TEMPLATE)) for (const body of Object.values(sections)) expect(writeSection(body, 2024, FIELDS).typed).toEqual([])
})
