import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { copiesDesk, hashOf, pdfWith, secretPdf } from '../../../../tests/support/copies-desk.ts'
import { addDays } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import { ID, PHONE } from '../../redaction/pdf-corpus-builders.ts'

const WORDS = ['样例遮盖词', '极密档案名', '没有遮盖的样例']

/** Every row of every table, as text. */
async function everyRow(db: Db): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string | null }>`select string_agg(t::text, E'\n') as text from ${sql.raw(name)} t`.execute(db)
    texts.push(`${name}\n${rows[0]?.text ?? ''}`)
  }
  return texts.join('\n')
}

test('when its retention is over nothing is left of a request’s redactions and released files but counts and hashes', async () => {
  const desk = await copiesDesk()
  const { house, number, path, today, done, post, signedIn, stored, open, get, officer } = desk
  const before = (await stored()).toSorted()
  const original = secretPdf()
  const originalHash = hashOf(new Uint8Array(await original.arrayBuffer()))
  const product = await desk.redacted(new File([original], '极密档案名.pdf'))
  const unused = await desk.redacted(pdfWith('样例遮盖词在这里', '极密档案名二.pdf'), '样例遮盖词')
  expect((await desk.release(product)).status).toBe(303)
  const plain = pdfWith('没有遮盖的样例', '没有遮盖的样例.pdf')
  expect((await desk.plain(plain)).status).toBe(303)
  await desk.draft('partly_granted')
  await desk.sign()
  await desk.send()
  const [copy] = (await desk.copies()).filter(({ product_id }) => product_id !== null)
  expect((await open(copy?.id ?? '')).status).toBe(200)
  const file = await house.db.selectFrom('redaction.product').selectAll().execute()
  const hashes = [originalHash, hashOf(new Uint8Array(await plain.arrayBuffer())), ...file.map(({ proof }) => proof.output.sha256)]
  const pictures = [
    ...file.flatMap(({ pages }) => pages),
    ...(await house.db.selectFrom('redaction.draft').select('pages').execute()).flatMap(({ pages }) => pages),
  ]
  const secret = [...hashes, ...pictures.map(({ picture }) => picture)]
  expect(secret.every((hash) => hash.length === 64) && pictures.length).toBe(4)
  const names = await stored()
  for (const hash of secret) expect(names.some((name) => name.startsWith(hash))).toBe(true)
  expect(await everyRow(house.db)).toContain('极密档案名')

  await done('information-officer', 'confirmDelivery', { index: '0', on: today, evidence: '样例' })
  await done('information-officer', 'archive', { fileNumber: `档-${number}`, retention: 'ten_years', place: '' })
  await sql`update requests.request set erase_after = ${addDays(today, -1)}::date where number = ${number}`.execute(house.db)
  expect((await post(`/staff/requests/${number}/erase`, { grounds: '样例鉴定：可以销毁' }, await signedIn('signer'))).status).toBe(303)

  const left = await stored()
  for (const hash of secret) expect(left.filter((name) => name.startsWith(hash))).toEqual([])
  expect(left.toSorted()).toEqual(before)
  const rows = await everyRow(house.db)
  for (const words of [...WORDS, ID, PHONE]) expect([words, rows.includes(words)]).toEqual([words, false])
  const drafts = await house.db.selectFrom('redaction.draft').selectAll().execute()
  for (const { hits_sealed, marks_sealed } of drafts) expect([hits_sealed, marks_sealed].map((sealed) => house.cipher.open(sealed))).toEqual(['[]', '[]'])

  const kept = await house.db.selectFrom('redaction.product').selectAll().orderBy('id').execute()
  expect(kept.map(({ id, places, proof }) => [id, places, proof.original.sha256, proof.output.sha256])).toEqual(
    file.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, places, proof }) => [id, places, proof.original.sha256, proof.output.sha256]),
  )
  expect(kept.map(({ id }) => id)).toContain(unused)
  expect(await house.db.selectFrom('requests.copy').select(['name', 'sha256']).where('product_id', '=', product).execute()).toEqual([
    { name: '（已清除）', sha256: copy?.sha256 },
  ])
  expect((await desk.copies()).some(({ opened_at }) => opened_at !== null)).toBe(true)
  expect((await open(copy?.id ?? '')).status).toBe(404)
  for (const where of [`${path}/redactions`, `${path}/copies/${copy?.id}`]) expect([where, (await get(where, officer)).status]).toEqual([where, 404])
  expect(await (await get(`${path}/copies`, officer)).text()).toContain('本件保管期满，已经清除。')
  expect((await get(path, officer)).status).toBe(200)
  await refusesChange(house.db)
}, 240_000)

async function refusesChange(db: Db): Promise<void> {
  await expect(sql`update redaction.product set by_name = ''`.execute(db)).rejects.toThrow()
  await expect(sql`delete from redaction.product`.execute(db)).rejects.toThrow()
  await expect(sql`truncate redaction.product cascade`.execute(db)).rejects.toThrow()
  await expect(sql`delete from requests.copy`.execute(db)).rejects.toThrow()
  await expect(sql`update requests.copy set name = 'x'`.execute(db)).rejects.toThrow()
}

test('outside an erasure a product is neither changed nor deleted', async () => {
  const { house, redacted } = await copiesDesk()
  await redacted()
  await expect(sql`update redaction.product set by_name = ''`.execute(house.db)).rejects.toThrow()
  await expect(sql`delete from redaction.product`.execute(house.db)).rejects.toThrow()
}, 120_000)
