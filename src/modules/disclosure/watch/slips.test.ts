import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextOf, findSlips } from './slips.ts'
import { SLIPS } from './slip-words.ts'

const said = (text: string): string =>
  findSlips(text)
    .map(({ found, says }) => `${found}:${says}`)
    .join(' ')

test('words written wrongly are found where they stand, with what was meant', () => {
  expect(said('各单位要认真部暑，尚末完成的抓紧办理。')).toBe('部暑:疑似“部署” 尚末:疑似“尚未”')
  expect(findSlips('布署，再布署')).toHaveLength(2)
  expect(said('既使工作再忙，也要按装设备')).toBe('既使:疑似“即使” 按装:疑似“安装”')
  expect(said('既使用又维护，按装置说明操作，按装修方案')).toBe('')
  const [slip] = findSlips('请各单位认真部暑本项工作')
  expect(slip && contextOf('请各单位认真部暑本项工作', slip)).toEqual({ before: '请各单位认真', after: '本项工作' })
})

test('what is right is left alone, though a slip seems to stand in it', () => {
  const right =
    '小组识别风险，检查寻找隐患，上报消防部门，既使用又维护，以经济手段，自己经营，周末能办，月末按时报送，水管里，修复盖板，分工做好，改善长期欠账，解决对策，一座落成，执行证据，金融恰当'
  expect(said(right)).toBe('')
  expect(said('问题己经解决，末经批准不得公开。')).toBe('己经:疑似“已经” 末:疑似“未”')
})

test('no slip of the list is what another one means, and none contains what it means', () => {
  const rights = new Set(SLIPS.values())
  expect([...SLIPS.keys()].filter((wrong) => rights.has(wrong))).toEqual([])
  expect([...SLIPS].filter(([wrong, right]) => right.includes(wrong) || wrong === right)).toEqual([])
  expect([...SLIPS.values()].flatMap((right) => findSlips(right).map(({ found }) => found))).toEqual([])
})

test('a day that does not exist, and a weekday that is not its own', () => {
  expect(said('2026年2月30日前报送。')).toBe('2026年2月30日:没有这一天')
  expect(said('2026年11月27日（星期四）下午')).toBe('2026年11月27日（星期四:这一天是星期五')
  expect(said('2026年11月27日（周五）、2026年11月29日星期天')).toBe('')
})

test('numbers of official papers have their brackets, no 第 and no leading zero', () => {
  expect(said('西响应发[2019]3号')).toContain('写〔2019〕')
  expect(said('西响应发（2019）3号')).toContain('写〔2019〕')
  expect(said('西响应发〔2019〕第3号')).toBe('〔2019〕第3号:发文字号的序号前不加“第”')
  expect(said('西响应发〔2019〕03号')).toBe('〔2019〕03号:发文字号的序号不编虚位')
  expect(said('西响应发〔2019〕3号')).toBe('')
})

test('截至 and 截止, words and marks written twice, marks of the wrong width', () => {
  expect(said('截止2026年10月31日，共办理12件。')).toContain('截至')
  expect(said('报名截止时间为10月31日。')).toBe('')
  expect(said('群众的的意见，，已经办理。')).toBe('的的:连写了两遍 ，，:连用了两个标点')
  expect(said('的的确确如此，问题不了了之。')).toBe('')
  expect(said('检查了工地,发现问题')).toBe(',:中文里用了半角标点')
  expect(said('总计1,234.5万元，比例1:3')).toBe('')
})

test('marks that have no partner in their paragraph', () => {
  expect(said('依据《条例第二十条')).toBe('《:后面没有和它成对的标点')
  expect(said('依据条例》第二十条')).toBe('》:前面没有和它成对的标点')
  expect(said('依据《条例》（国务院令“711”号）\n1）第一项\n（一）第一项')).toBe('')
  expect(said('“甲\n乙”')).toBe('“:后面没有和它成对的标点 ”:前面没有和它成对的标点')
})

test('what names a person is told, what an office publishes is not', () => {
  expect(said('申请人身份证号110102199001011234。')).toContain('证件号码')
  expect(said('联系人：样例同志，电话010-00000000，邮箱a@example.gov.cn')).toBe('')
})

test('every slip stands where it says, whatever the text', () => {
  const part = fc.constantFrom('部暑', '，，', '《', '》', '2026年2月30日', '正常的话', '\n', '〔2019〕第3号', '截止目前', '110102199001011234', 'a,b')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      for (const { from, found } of findSlips(text)) expect(text.slice(from, from + found.length)).toBe(found)
    }),
  )
})

test('amounts of a table are no number of a card; a card among them is', () => {
  expect(findSlips('208 社会保障和就业支出 1368.00 925.00 443.00 118.36\n20805 行政事业单位养老支出 112.36 112.36 0.00')).toEqual([])
  expect(findSlips('合计\n2010302\n2010303 1368')).toEqual([])
  expect(findSlips('退到 6222 0212 3456 7890 123 这张卡').map(({ says }) => says)).toEqual(['像是银行卡号，公开前要遮盖或者去掉'])
})
