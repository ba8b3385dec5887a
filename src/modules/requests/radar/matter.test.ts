import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likenessOf, matterOf } from './matter.ts'

const isSame = (a: string, b: string): boolean => likenessOf(matterOf(a), matterOf(b)).same

test.each([
  ['申请公开2025年度网格划分调整的文件', '请提供 2025 年度网格划分调整文件', true],
  ['停车诱导系统的采购合同', '申请获取停车诱导系统采购合同的复印件', true],
  ['西政发〔2019〕60号', '申请公开西政发[2019]60号文件', true],
  ['关于老旧小区改造的通知（西建发〔2024〕第12号）', '西建发〔2024〕12号老旧小区改造通知全文', true],
  ['停车诱導系統的採購合同', '停车诱导系统的采购合同', true],
  ['2024年停车诱导系统采购合同', '2025年停车诱导系统采购合同', false],
  ['西政发〔2019〕60号', '西政发〔2019〕61号', false],
  ['幸福里3号楼加装电梯的审批文件', '幸福里5号楼加装电梯的审批文件', false],
  ['停车诱导系统的采购合同', '夜市噪声投诉的处理结果', false],
  ['申请公开有关政府信息', '请提供相关材料', false],
  ['', '', false],
])('“%s” and “%s” ask for the same: %s', (a, b, same) => {
  expect(isSame(a, b)).toBe(same)
})

test('a year that only one of two names asks for more likeness of the words', () => {
  expect(isSame('停车诱导系统采购合同', '2025年停车诱导系统采购合同')).toBe(true)
  expect(isSame('停车诱导系统采购合同的全部附件和验收报告', '2025年停车诱导系统采购合同')).toBe(false)
})

test('likeness is the same both ways, between nothing and one, and whole for what is equal', () => {
  const words = fc.array(fc.constantFrom('网格', '划分', '停车', '系统', '合同', '2024', '2025年', '3号楼', '西政发〔2019〕60号', '申请公开', '的'), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(words, words, (left, right) => {
      const [a, b] = [matterOf(left.join('')), matterOf(right.join(''))]
      expect(likenessOf(a, b)).toEqual(likenessOf(b, a))
      expect(likenessOf(a, b).share).toBeGreaterThanOrEqual(0)
      expect(likenessOf(a, b).share).toBeLessThanOrEqual(1)
      if (a.words.size > 0) expect(likenessOf(a, a)).toMatchObject({ same: true, share: 1 })
    }),
  )
})
