import { expect, test } from 'vitest'
import { differenceBetween } from './facts.ts'
import { changesetInstant, instantOf, w3cInBeijing } from './moments.ts'
import { readBody } from './reading.ts'

test.each([
  '<a>路 & 桥</a>',
  '<a>&nbsp;</a>',
  '<a/><b/>',
  '<a></b>',
  '<a>]]></a>',
  '<a b=1/>',
  '<a b="1" b="2"/>',
  '<a>\u0001</a>',
  '<a>&#0;</a>',
  '<br>',
  '  <?xml version="1.0"?><a/>',
  '文字',
  '',
])('XML that is not well-formed is not read: %j', (text) => {
  expect(readBody(text, 'xml').broken).toBeTruthy()
})

test('containers of one kind become lists, and what is empty is null', () => {
  const xml = '<service_requests><request><lat>39.90</lat><address/><description> 路<![CDATA[ & ]]>桥 </description></request></service_requests>'
  const { value, root, oddities } = readBody(xml, 'xml')
  expect({ value, root, oddities }).toEqual({ value: [{ lat: '39.90', address: null, description: '路 & 桥' }], root: 'service_requests', oddities: [] })
  expect(readBody('<services/>', 'xml').value).toEqual([])
})

test.each([
  ['<o:services xmlns:o="urn:x"/>', '带有命名空间前缀'],
  ['<services xmlns="urn:x"/>', '带有属性 xmlns'],
  ['<services count="1"/>', '带有属性 count'],
  ['<services><request/></services>', '只应有 <service>'],
  ['<services><service><group>一</group><group>二</group></service></services>', '不止一个'],
  ['<services>共一项<service/></services>', '夹有文字'],
])('what the plain XML has not is noticed: %s', (text, noticed) => {
  expect(readBody(text, 'xml').oddities.join('；')).toContain(noticed)
})

test('the namespace of the specification itself may be declared at the root', () => {
  expect(readBody('<services xmlns="http://wiki.open311.org/GeoReport_v2"/>', 'xml').oddities).toEqual([])
})

test.each([
  ['1994-11-05T08:15:30-05:00', true],
  ['1994-11-05T13:15:30Z', true],
  ['2024-02-29T23:59:59.5+08:00', true],
  ['2024-02-29T23:59Z', true],
  ['2023-02-29T00:00:00Z', false],
  ['2024-13-01T00:00:00Z', false],
  ['2024-01-01T24:00:00Z', false],
  ['2024-01-01T00:00:00', false],
  ['2024-01-01 00:00:00Z', false],
  ['2024-01-01T00:00:00+0800', false],
  ['2024-01-01', false],
])('a W3C date has a day that exists and a zone: %s is %s', (text, good) => {
  expect(instantOf(text) !== undefined).toBe(good)
})

test('the same instant in Beijing', () => {
  expect(instantOf(w3cInBeijing(Date.parse('2024-01-01T20:00:00Z')))).toBe(Date.parse('2024-01-01T20:00:00Z'))
})

test.each([
  ['2011-02-03 14:18', true],
  ['2024-05-01', true],
  ['20240501', true],
  ['20240501T093000Z', true],
  ['2024-05-01T09:00:00+08:00', true],
  ['2024-05-32', false],
  ['2024-05-01 25:00', false],
  ['v17', false],
])('a changeset can be read as a time: %s is %s', (text, good) => {
  expect(changesetInstant(text) !== undefined).toBe(good)
})

test.each([
  [[{ lat: '116.40' }], [{ lat: 116.4 }], undefined],
  [{ code: '007' }, { code: '7' }, 'code：'],
  [{ code: '007' }, { code: '007', note: null }, undefined],
  [{ text: '一\n二' }, { text: ' 一\r\n二' }, undefined],
  [{ list: [] }, { list: null }, undefined],
  [{ list: [{ key: 'a' }] }, { list: [{ key: 'b' }] }, 'list[0].key：'],
  [{ list: [1] }, { list: 1 }, 'list：'],
])('%j and %j', (xml, json, difference) => {
  if (difference === undefined) expect(differenceBetween(xml, json)).toBeUndefined()
  else expect(differenceBetween(xml, json)).toContain(difference)
})
