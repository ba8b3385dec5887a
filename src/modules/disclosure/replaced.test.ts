import { expect, test } from 'vitest'
import { aDesk } from '../../../tests/support/desk.ts'

test('what replaces a document is one that is there, and both addresses say so; a tombstone leads on too', async () => {
  const { draft, publish, must, take, text } = await aDesk()
  const [old, young, gone] = [await draft({ title: '（样例）旧办法' }), await draft({ title: '（样例）新办法' }), await draft({ title: '（样例）通报' })]
  for (const number of [old, young, gone]) await publish(number)
  for (const by of ['2026-99999', old, '随便写的'])
    expect((await take('signer', old, 'setValidity', { validity: 'abolished', reason: '清理', by })).status, by).toBe(422)
  await must('signer', old, 'setValidity', { validity: 'abolished', reason: '清理', by: young })
  expect(await text(`/disclosure/${old}`)).toMatch(new RegExp(`已由<a href="/disclosure/${young}">《（样例）新办法》</a>\\s*废止`))
  expect(await text(`/disclosure/${young}`)).toContain(`废止或者代替了<a href="/disclosure/${old}">《（样例）旧办法》</a>`)
  await must('signer', old, 'setValidity', { validity: 'abolished', reason: '上级文件', byTitle: '某市管理条例' })
  expect(await text(`/disclosure/${old}`)).toContain('已由《某市管理条例》废止')
  expect(await text(`/disclosure/${young}`)).not.toContain('旧办法')
  expect((await take('signer', gone, 'withdraw', { reason: '内容重复', by: '2026-99999' })).status).toBe(422)
  await must('signer', gone, 'withdraw', { reason: '内容重复', by: young })
  expect(await text(`/disclosure/${gone}`)).toContain(`/disclosure/${young}`)
  expect(await text(`/disclosure/${young}`)).toContain('代替了已撤下的')
})
