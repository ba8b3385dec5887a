import { Document, Packer, Paragraph } from 'docx'
import { expect, test } from 'vitest'
import { MOST_BYTES, sniffUpload } from './sniff.ts'

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0])

test('what is taken is what its name says', async () => {
  const word = new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('样例')] }] })))
  expect(await sniffUpload('申请.docx', word)).toMatchObject({ name: '申请.docx', media: expect.stringContaining('wordprocessingml') })
  expect(await sniffUpload('说明.txt', text('样例'))).toMatchObject({ media: 'text/plain; charset=utf-8' })
  expect(await sniffUpload('C:\\材料\\图.PNG', PNG)).toMatchObject({ name: '图.PNG', media: 'image/png' })
  expect(await sniffUpload('../../etc/附件<1>.txt', text('样例'))).toMatchObject({ name: '附件1.txt' })
})

test('empty, oversized, disguised, broken and executable uploads are refused with what is possible', async () => {
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['空.pdf', new Uint8Array(), '空文件'],
    ['大.txt', new Uint8Array(MOST_BYTES + 1).fill(65), '10 MB'],
    ['图.pdf', PNG, '其实是 .png'],
    ['坏.docx', text('PK 不是压缩包'), '打不开'],
    ['程序.exe', text('MZ'), '类型不能上传'],
    ['没有后缀', text('样例'), '类型不能上传'],
    ['图.txt', PNG, '不是文本'],
    ['二进制.txt', Uint8Array.from([1, 0, 2]), '不是文本'],
  ]
  for (const [name, bytes, says] of cases) expect(await sniffUpload(name, bytes), name).toMatchObject({ because: expect.stringContaining(says) })
})
