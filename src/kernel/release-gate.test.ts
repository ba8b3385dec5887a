import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covered, findPrivate } from './release-gate.ts'

const kinds = (text: string): string =>
  findPrivate(text)
    .map(({ kind, from, to }) => `${kind}:${text.slice(from, to)}`)
    .join(' ')

test('what names a person is found, however it is written', () => {
  expect(kinds('电话13800138000')).toBe('phone:13800138000')
  expect(kinds('请打 138-0013-8000。')).toBe('phone:138-0013-8000')
  expect(kinds('请打 138 0013 8000 找我')).toBe('phone:138 0013 8000')
  expect(kinds('１３８００１３８０００')).toBe('phone:１３８００１３８０００')
  expect(kinds('一三八零零一三八零零零')).toBe('phone:一三八零零一三八零零零')
  expect(kinds('幺三八〇〇一三八〇〇〇')).toBe('phone:幺三八〇〇一三八〇〇〇')
  expect(kinds('座机010-66012345')).toBe('phone:010-66012345')
  expect(kinds('电话：66012345')).toBe('phone:66012345')
  expect(kinds('身份证11010219900101123X')).toBe('identity:11010219900101123X')
  expect(kinds('身份证 110102 19900101 1234')).toBe('identity:110102 19900101 1234')
  expect(kinds('卡号6222021234567890123')).toBe('card:6222021234567890123')
  expect(kinds('京A12345的车堵着')).toBe('plate:京A12345')
  expect(kinds('车牌京AD·12345')).toBe('plate:京AD·12345')
  expect(kinds('车牌号京N 8Q888')).toBe('plate:京N 8Q888')
  expect(kinds('新能源京AD12345')).toBe('plate:京AD12345')
  expect(kinds('写信到 a.b@example.com')).toBe('mail:a.b@example.com')
  expect(kinds('微信号abc_12345')).toBe('account:abc_12345')
  expect(kinds('联系人：王小二，电话13900139000')).toBe('name:王小二 phone:13900139000')
  expect(kinds('张先生说')).toBe('name:张')
  expect(kinds('3号楼2单元501室门口')).toBe('home:2单元501室')
})

test('a name after 联系人 is found whatever follows it, and numbers however they are grouped', () => {
  expect(kinds('联系人:张伟13800138000')).toBe('name:张伟 phone:13800138000')
  expect(kinds('联系人：王小明的店铺')).toBe('name:王小明')
  expect(kinds('联系人（王小明）')).toBe('name:王小明')
  expect(kinds('联系人: 王 小明')).toBe('name:王 小明')
  expect(kinds('联系人电话不清楚')).toBe('')
  expect(kinds('井盖缺失 联系人逄小明在门口')).toBe('name:逄小明')
  expect(kinds('店主喇叭扰民很久了，业主闻到异味已经三天')).toBe('')
  for (const written of ['138 - 0013 - 8000', '138–0013–8000', '138/0013/8000', '138_0013_8000', '138\u200b0013\u200b8000', '壹叁捌零零壹叁捌零零零'])
    expect(kinds(written), written).toBe(`phone:${written}`)
  for (const written of ['(010)66012345', '010-6601 2345', '（010）6601-2345']) expect(kinds(written), written).toBe(`phone:${written}`)
  expect(kinds('电话6601-2345')).toBe('phone:6601-2345')
  expect(kinds('京 A12345 堵着')).toBe('plate:京 A12345')
  expect(kinds('新 Garden 小区')).toBe('')
})

test('what fresh eyes got past the gate', () => {
  expect(kinds('联系方式：王小明')).toBe('name:王小明')
  expect(kinds('打66012345没人接')).toBe('phone:66012345')
  expect(kinds('5号楼3-501漏水')).toBe('home:3-501')
  expect(kinds('井盖编号：66012345，20261124 起松动，3-5 天未修')).toBe('')
})

test('a name is found before other words, and telephones, plates and homes in any writing', () => {
  expect(kinds('井盖缺失 联系人王五在门口')).toBe('name:王五在')
  expect(kinds('姓名欧阳锋住在这里')).toBe('name:欧阳锋住')
  expect(kinds('业主张三反映')).toBe('name:张三反映')
  expect(kinds('负责人：钱多多')).toBe('name:钱多多')
  expect(kinds('负责人赵六说了算')).toBe('name:赵六说')
  expect(kinds('联 系 人：张 三')).toBe('name:张 三')
  expect(kinds('联 系 人 李四在家里')).toBe('name:李四在')
  for (const written of ['138，1234，5678', '138(1234)5678', '138（1234）5678', '138、1234、5678', '1381234，5678', '6601 2345', '一三八，一二三四，五六七八'])
    expect(kinds(`请打 ${written}。`), written).toBe(`phone:${written}`)
  expect(kinds('电话号码：6601，2345')).toBe('phone:6601，2345')
  for (const written of ['京A一二三四五', 'WJ京12345', 'WJ京1234X', 'wj01-12345']) expect(kinds(`${written}停在这里`), written).toBe(`plate:${written}`)
  expect(kinds('京AD12345一直停着')).toBe('plate:京AD12345')
  for (const written of ['二单元五〇一室', '十二单元501室', '2单元五〇一']) expect(kinds(`样例小区${written}`), written).toBe(`home:${written}`)
})

test('what a reviewer got past the gate', () => {
  const secrets: readonly (readonly [string, ...string[]])[] = [
    ['联系人电话：李雷', '李雷'],
    ['联系人——李雷', '李雷'],
    ['联系人/李雷', '李雷'],
    ['联系人、李雷', '李雷'],
    ['聯繫人：王五', '王五'],
    ['联系人：Mary Wang', 'Mary', 'Wang'],
    ['联系人李雷和韩梅梅', '李雷', '韩梅梅'],
    ['客服400-820-8820', '820'],
    ['护照E12345678', '12345678'],
    ['加wx:abc123', 'abc123'],
    ['扣扣12345678', '12345678'],
    ['住在3-2-501', '501'],
    ['居民王五先生反映', '王五'],
  ]
  for (const [written, ...private_] of secrets) for (const one of private_) expect(covered(written), written).not.toContain(one)
  for (const harmless of ['自11-3-2026起', '每天8-10-12点', '旁边一位老先生摔倒', '联系人－不详', 'Garden小区'])
    expect(covered(harmless), harmless).toBe(harmless)
})

test('what names no person is left alone', () => {
  const harmless = [
    '1、3、5、7、9、11、13、15号楼门前',
    '联系人方便的时候再来',
    '业主于昨日反映，当事人不在现场',
    '负责人周末不在现场',
    '业主安装的地锁',
    '2025 2026 年两次修过，2026 1124 又坏',
    '一楼门口，三室一厅的户型广告',
    '负责人已到现场，业主和物业都不管',
    '南横街12号对面公交站旁，井盖缺失约50厘米',
    '2026年11月24日上午8点路灯不亮3盏',
    '案件XC20261118-0417重复出现',
    '雨水箅子断裂，长150cm宽45cm',
    '德胜门外大街甲10号院门前堆放装修垃圾',
    '5路、10路公交站牌倾斜',
    '占道面积约20平方米，已持续3个月',
    '电线杆编号 A012 附近',
    '工地门口 08:00-12:00 渣土遗撒',
  ]
  for (const text of harmless) expect(kinds(text), text).toBe('')
})

test('a covered text holds nothing private any more, and the rest word for word', () => {
  expect(covered('联系人：王小二，电话13900139000，请尽快修井盖')).toBe('联系人：＊＊，电话＊＊，请尽快修井盖')
  const part = fc.constantFrom('13800138000', '110102199001011234', '京A12345', '井盖缺失', '，', '请尽快处理。', 'a@b.cn', '联系人：李四，', '南横街12号', ' ')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const once = covered(parts.join(''))
      expect(findPrivate(once)).toEqual([])
      expect(covered(once)).toBe(once)
      expect(once).not.toMatch(/13800138000|110102199001011234/)
    }),
  )
})

test('what ends early because nothing could match would have matched nothing', () => {
  const pieces = [
    '1',
    '３',
    '幺',
    '〇八',
    '138',
    '001',
    '京A',
    '12',
    '栋',
    '门',
    '室 ',
    '联系人',
    '李四',
    '先生',
    'QQ',
    '微信',
    'abc_1',
    '…',
    '－',
    '，',
    '电话',
    '.',
    ' ',
    '①',
    'x@y',
    '楼',
    '3-501',
    '联系方式：',
    '66012345',
    '联 系 人',
    '王五在门口',
    '负责人',
    'WJ京',
    '一二三四五',
    '十二单元',
    '五〇一室',
    '(1234)',
    '6601 2345',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
      const text = parts.join('')
      // The sign at the end forces the whole look and is itself nothing private.
      expect(findPrivate(text)).toEqual(findPrivate(`${text}。 @`))
    }),
    { numRuns: 3_000 },
  )
})
