import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, countChanges } from './compare.ts'

test('what stayed is counted, what came and went is told, and of a changed line which words', () => {
  expect(compare('甲\n乙', '甲\n乙')).toEqual([])
  expect(compare('一、同意公开。\n二、另行寄送。', '一、同意公开。\n二、当面送达。\n三、不收费。')).toMatchObject([
    { kind: 'same', text: '1 段没有变化' },
    { kind: 'removed', text: '二、另行寄送。' },
    { kind: 'added', text: '二、当面送达。' },
    { kind: 'added', text: '三、不收费。' },
  ])
  const [, removed, added] = compare('头\n自收到本文书之日起60日内申请复议。', '头\n自收到本文书之日起六十日内申请复议。')
  expect(removed?.parts).toEqual([
    { text: '自收到本文书之日起', mark: false },
    { text: '60', mark: true },
    { text: '日内申请复议。', mark: false },
  ])
  expect(added?.parts?.filter(({ mark }) => mark)).toEqual([{ text: '六十', mark: true }])
  expect(compare('完全是另外的一句话', '此处重写')[0]).not.toHaveProperty('parts')
  expect([countChanges(compare('甲\n乙', '甲\n丙\n丁')), countChanges([])]).toEqual([2, 0])
})

test('from a comparison both texts come back', () => {
  const line = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '1', ' '), maxLength: 12 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.array(line, { minLength: 1, maxLength: 8 }), (one, two) => {
      const compared = compare(one.join('\n'), two.join('\n'))
      for (const kind of ['removed', 'added'] as const)
        for (const { text, parts } of compared.filter((part) => part.kind === kind)) if (parts) expect(parts.map((part) => part.text).join('')).toBe(text)
      const stayed = compared.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + Number.parseInt(text, 10), 0)
      const [removed, added] = (['removed', 'added'] as const).map((kind) => compared.filter((part) => part.kind === kind).length)
      if (compared.length > 0) expect([stayed + (removed ?? 0), stayed + (added ?? 0)]).toEqual([one.length, two.length])
    }),
  )
})
