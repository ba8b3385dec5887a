import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { phonePhoto, scene } from '../../../tests/support/pictures.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import {
  describePhoto,
  dropDraftPhoto,
  findPhoto,
  keepPhotos,
  listPhotos,
  MOST_PHOTOS,
  movePhotos,
  type Photo,
  photoBytes,
  photoDraft,
  processWaiting,
  publicPhotos,
  redact,
  retryPhoto,
  screen,
  similarPhotos,
  startPhotoWork,
  sweepDraftPhotos,
} from './index.ts'

const SUBJECT = 'cases/XC20261125-0001'
const REPORT = { role: 'report', by: '市民' } as const
const officer: Viewer = { id: randomUUID(), account: 'zhiban', name: '样例值班长', role: 'duty-officer', agencyId: 1, department: null }
const photo = async (seed: number, name = `${seed}.jpg`) => ({ name, bytes: await phonePhoto(seed, 800, 600) })
const onDisk = async (house: House) =>
  (await readdir(join(house.config.dataFolder, 'blobs'), { recursive: true }))
    .filter((path) => path.length > 3)
    .map((path) => path.slice(3))
    .toSorted()
async function readyPhoto(house: TestHouse, seed = 1, subject = SUBJECT): Promise<Photo> {
  await keepPhotos(house, subject, [await photo(seed)], REPORT)
  await processWaiting(house)
  const last = (await listPhotos(house.db, subject)).at(-1)
  if (last?.state !== 'ready') throw new Error('the photo is not ready')
  return last
}
const good = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because)
  return result as Exclude<T, { refused: unknown }>
}

test('a photo goes from a form to a case, is developed, and its original is gone', async () => {
  const house = await testHouse('2026-11-25T09:00')
  const key = randomUUID()
  const kept = await keepPhotos(house, photoDraft(key), [await photo(1), await photo(2)], REPORT)
  expect(kept).toEqual({ added: [expect.any(String), expect.any(String)], refused: [] })
  await sql`with moved as (${sql.raw(movePhotos(`(select '${key}'::text as key, '${SUBJECT}'::text as subject)`))}) select`.execute(house.db)
  expect(await listPhotos(house.db, photoDraft(key))).toEqual([])
  expect((await listPhotos(house.db, SUBJECT)).map(({ id, state, position }) => [id, state, position])).toEqual(
    kept.added.map((id, i) => [id, 'waiting', i + 1]),
  )

  expect(await processWaiting(house)).toBe(2)
  const photos = await listPhotos(house.db, SUBJECT)
  expect(photos[0]).toMatchObject({
    state: 'ready',
    role: 'report',
    takenBy: '市民',
    width: 800,
    height: 600,
    phash: expect.stringMatching(/^[0-9a-f]{16}$/),
    shot: { lat: expect.closeTo(39.9075, 6), lon: expect.closeTo(116.386667, 6), takenAt: new Date('2026-11-24T00:30:00Z') },
    screened: 'held',
  })
  for (const one of photos) {
    const [full, thumb] = [await photoBytes(house, one, 'full'), await photoBytes(house, one, 'thumb')]
    expect(full?.length).toBe(one.bytes)
    expect((await sharp(thumb).metadata()).width).toBe(480)
  }
  expect(await onDisk(house)).toEqual(photos.flatMap(({ id, fullSha256, thumbSha256 }) => [`${fullSha256}-${id}`, `${thumbSha256}-${id}`]).toSorted())
  expect(await house.db.selectFrom('photos.photo').select(['original_sha256 as original', 'dropping']).execute()).toEqual(
    photos.map(() => ({ original: null, dropping: [] })),
  )
  expect(await processWaiting(house)).toBe(0)
})

test('the same file is one photo in a form, also when sent twice at once and after it was developed', async () => {
  const house = await testHouse()
  const draft = photoDraft(randomUUID())
  const [one, same, two] = [await photo(1), await photo(1, '又一次.jpg'), await photo(2)]
  const all = await Promise.all([
    keepPhotos(house, draft, [one, same], REPORT),
    keepPhotos(house, draft, [two, one], REPORT),
    keepPhotos(house, draft, [one], REPORT),
  ])
  expect(all.flatMap((kept) => kept.refused)).toEqual([])
  await processWaiting(house)
  expect(await keepPhotos(house, draft, [one], REPORT)).toEqual({ added: [], refused: [] })
  const photos = await listPhotos(house.db, draft)
  expect(photos.map(({ state, position }) => [state, position])).toEqual([
    ['ready', 1],
    ['ready', 2],
  ])
  expect(await onDisk(house)).toHaveLength(4)
})

test('no more photos than a report may have, however many come at once; one bad file does not keep the others out', async () => {
  const house = await testHouse()
  const draft = photoDraft(randomUUID())
  const bad = { name: '文字.jpg', bytes: new TextEncoder().encode('不是照片') }
  const batches = await Promise.all(
    [0, 4, 8].map(
      async (from) =>
        await Promise.all(
          [1, 2, 3, 4].map(async (n) => ({
            name: `${from + n}.png`,
            bytes: await scene(from + n, 40, 30)
              .png()
              .toBuffer(),
          })),
        ),
    ),
  )
  const kept = await Promise.all(batches.map((files, i) => keepPhotos(house, draft, i === 0 ? [bad, ...files] : files, REPORT)))
  expect(kept.flatMap(({ added }) => added)).toHaveLength(MOST_PHOTOS)
  const because = kept.flatMap(({ refused }) => refused.map((refusal) => refusal.because))
  expect(because.filter((text) => text.includes('最多 9 张'))).toHaveLength(3)
  expect(because.filter((text) => text.includes('不是可以使用的照片'))).toHaveLength(1)
  expect((await listPhotos(house.db, draft)).map((one) => one.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(await onDisk(house)).toHaveLength(MOST_PHOTOS)
  expect((await keepPhotos(house, draft, [await photo(30)], { role: 'near', by: null })).added).toHaveLength(1)
})

test('a photo that cannot be decoded is refused with its reason and not tried again', async () => {
  const house = await testHouse()
  const spoiled = await scene(1).png().toBuffer()
  spoiled.fill(0, spoiled.length - 5_000, spoiled.length - 4_800)
  expect((await keepPhotos(house, SUBJECT, [{ name: '坏.png', bytes: spoiled }, await photo(2)], REPORT)).refused).toEqual([])
  expect(await processWaiting(house)).toBe(2)
  const [cut, fine] = await listPhotos(house.db, SUBJECT)
  expect(fine?.state).toBe('ready')
  expect(cut).toMatchObject({ state: 'refused', refusedBecause: expect.stringContaining('重新上传'), fullSha256: null })
  expect(await processWaiting(house)).toBe(0)
  expect((await onDisk(house)).filter((path) => path.endsWith(cut?.id ?? ''))).toEqual([])
  expect(await retryPhoto(house.db, cut?.id ?? '')).toBe(false)
})

test('work that fails for another reason is put off, given up after three attempts, and can be taken up again', async () => {
  const house = await testHouse()
  await keepPhotos(house, SUBJECT, [await photo(1)], REPORT)
  const full: House = {
    ...house,
    log: { info: () => {}, error: () => {} },
    blobs: { ...house.blobs, of: (owner) => ({ ...house.blobs.of(owner), put: () => Promise.reject(new Error('ENOSPC: no space left on device')) }) },
  }
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect(await processWaiting(full)).toBe(1)
    expect(await processWaiting(full)).toBe(0) // not at once again
    await sql`update photos.photo set claimed_until = null`.execute(house.db)
  }
  const [given] = await listPhotos(house.db, SUBJECT)
  expect(given).toMatchObject({ state: 'refused', refusedBecause: expect.stringContaining('三次') })
  expect(await retryPhoto(house.db, given?.id ?? '')).toBe(true)
  await processWaiting(house)
  expect(await listPhotos(house.db, SUBJECT)).toMatchObject([{ state: 'ready', refusedBecause: null }])
})

test('a photo that ends its process each time is given up without a fourth attempt', async () => {
  const house = await testHouse()
  await keepPhotos(house, SUBJECT, [await photo(1)], REPORT)
  await sql`update photos.photo set attempts = 3, claimed_until = clock_timestamp() - interval '1 second'`.execute(house.db)
  expect(await processWaiting(house)).toBe(1)
  expect(await listPhotos(house.db, SUBJECT)).toMatchObject([{ state: 'refused', refusedBecause: expect.stringContaining('三次') }])
})

test('several workers develop each photo once, and a form is sent while they work', async () => {
  const house = await testHouse()
  const key = randomUUID()
  await keepPhotos(house, photoDraft(key), await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((seed) => photo(seed))), REPORT)
  const workers = [processWaiting(house), processWaiting(house), processWaiting(house)]
  await sql`with moved as (${sql.raw(movePhotos(`(select '${key}'::text as key, '${SUBJECT}'::text as subject)`))}) select`.execute(house.db)
  expect((await Promise.all(workers)).reduce((sum, done) => sum + done)).toBe(9)
  const rows = await house.db.selectFrom('photos.photo').select(['state', 'attempts', 'subject']).execute()
  expect(rows).toEqual(Array(9).fill({ state: 'ready', attempts: 1, subject: SUBJECT }))
})

test('the loop takes photos up by itself and stops when told', async () => {
  const house = await testHouse()
  const work = startPhotoWork(house)
  await keepPhotos(house, SUBJECT, [await photo(1)], REPORT)
  await expect.poll(async () => (await listPhotos(house.db, SUBJECT))[0]?.state, { timeout: 20_000 }).toBe('ready')
  await work.stop()
  await keepPhotos(house, SUBJECT, [await photo(2)], REPORT)
  await new Promise((done) => setTimeout(done, 1_300))
  expect((await listPhotos(house.db, SUBJECT))[1]?.state).toBe('waiting')
})

test('the public sees what was looked at and released, and never where it was taken', async () => {
  const house = await testHouse('2026-11-25T09:00')
  const act = { at: house.now(), by: officer }
  await keepPhotos(house, SUBJECT, [await photo(1)], REPORT)
  const id = (await listPhotos(house.db, SUBJECT))[0]?.id ?? ''
  expect(await screen(house.db, id, 'released', act, '')).toMatchObject({ refused: 'not-now' })
  await processWaiting(house)
  expect(await publicPhotos(house.db, SUBJECT)).toEqual([])
  expect(await describePhoto(house.db, id, '人行道上的破损井盖')).toBe(true)
  expect(good(await screen(house.db, id, 'released', act, ''))).toMatchObject({ screened: 'released', screenedBy: '样例值班长（值班长）' })
  expect(await publicPhotos(house.db, SUBJECT)).toEqual([
    { id, role: 'report', alt: '人行道上的破损井盖', width: 800, height: 600, fullSha256: expect.any(String), thumbSha256: expect.any(String) },
  ])
  expect(await screen(house.db, id, 'withheld', act, ' ')).toMatchObject({ refused: 'invalid' })
  good(await screen(house.db, id, 'withheld', act, '拍到未成年人'))
  expect(await publicPhotos(house.db, SUBJECT)).toEqual([])
  expect(await screen(house.db, randomUUID(), 'released', act, '')).toMatchObject({ refused: 'not-found' })
  const { rows } = await sql`select act, note from audit.event where subject = ${SUBJECT} order by id`.execute(house.db)
  expect(rows).toEqual([
    { act: '准予公开照片', note: id },
    { act: '不公开照片', note: `${id}：拍到未成年人` },
  ])
})

test('a decision and its trace stand or fall with the caller’s transaction', async () => {
  const house = await testHouse()
  const { id } = await readyPhoto(house)
  const failed = house.db.transaction().execute(async (tx) => {
    good(await screen(tx, id, 'released', { at: house.now(), by: officer }, ''))
    throw new Error('later')
  })
  await expect(failed).rejects.toThrow('later')
  expect(await findPhoto(house.db, id)).toMatchObject({ screened: 'held' })
  expect((await sql`select from audit.event where subject = ${SUBJECT}`.execute(house.db)).rows).toEqual([])
})

test('a redacted photo replaces the former, which is gone from disk, and is still known again', async () => {
  const house = await testHouse()
  const before = await readyPhoto(house)
  expect(await redact(house, before.id, [], officer)).toMatchObject({ refused: 'invalid' })
  expect(await redact(house, before.id, [{ left: 0.5, top: 0, width: 0.6, height: 1 }], officer)).toMatchObject({ refused: 'invalid' })
  expect(await redact(house, before.id, [{ left: Number.NaN, top: 0, width: 0.6, height: 1 }], officer)).toMatchObject({ refused: 'invalid' })
  expect(await redact(house, randomUUID(), [{ left: 0, top: 0, width: 1, height: 1 }], officer)).toMatchObject({ refused: 'not-found' })
  const after = good(await redact(house, before.id, [{ left: 0.1, top: 0.1, width: 0.3, height: 0.3 }], officer))
  expect(after).toMatchObject({ state: 'ready', phash: before.phash, width: 800, height: 600 })
  expect(after.fullSha256).not.toBe(before.fullSha256)
  expect(await photoBytes(house, before, 'full')).toBeUndefined()
  expect(await photoBytes(house, before, 'thumb')).toBeUndefined()
  const { data } = await sharp(await photoBytes(house, after, 'full'))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(Math.max(...data.subarray((150 * 800 + 200) * 3, (150 * 800 + 201) * 3))).toBeLessThan(12)
  expect(await onDisk(house)).toHaveLength(2)
  const both = await Promise.all([1, 2].map((n) => redact(house, before.id, [{ left: 0.5, top: n / 4, width: 0.2, height: 0.2 }], officer)))
  expect(both.some(isRefusal)).toBe(false)
  expect(await onDisk(house)).toHaveLength(2)
  expect((await sql`select act from audit.event where subject = ${SUBJECT}`.execute(house.db)).rows).toEqual(Array(3).fill({ act: '遮挡照片' }))
})

test('photos alike are found, the nearest first, and the unlike are not', async () => {
  const house = await testHouse('2026-11-25T09:00')
  const first = await readyPhoto(house, 1)
  await readyPhoto(house, 2, 'cases/XC20261125-0002')
  const smaller = {
    name: '缩小.jpg',
    bytes: await sharp(await phonePhoto(1))
      .resize(500)
      .jpeg({ quality: 40 })
      .toBuffer(),
  }
  await keepPhotos(house, 'cases/XC20261125-0003', [smaller], REPORT)
  await processWaiting(house)
  const alike = await similarPhotos(house.db, first.phash ?? '', 10, new Date('2026-11-20T00:00:00+08:00'))
  expect(alike.map(({ subject, distance }) => [subject, distance <= 4])).toEqual([
    [SUBJECT, true],
    ['cases/XC20261125-0003', true],
  ])
  expect(alike[0]).toMatchObject({ id: first.id, distance: 0, uploadedAt: first.uploadedAt })
  expect(await similarPhotos(house.db, first.phash ?? '', 10, new Date('2026-11-26T00:00:00+08:00'))).toEqual([])
})

test('forms not sent within a day lose their photos and those alone, even where another has the same', async () => {
  const house = await testHouse('2026-11-25T09:00')
  const [sent, left] = [photoDraft('sent'), photoDraft('left')]
  for (const draft of [sent, left]) await keepPhotos(house, draft, [await photo(1), await photo(2)], REPORT)
  await processWaiting(house, 3)
  await sql`with moved as (${sql.raw(movePhotos(`(select 'sent'::text as key, '${SUBJECT}'::text as subject)`))}) select`.execute(house.db)
  expect(await sweepDraftPhotos(house)).toBe(0)
  house.setNow('2026-11-26T09:01')
  const fresh = await keepPhotos(house, photoDraft('fresh'), [await photo(1)], REPORT)
  expect(await sweepDraftPhotos(house)).toBe(2)
  await processWaiting(house)
  const photos = [...(await listPhotos(house.db, SUBJECT)), ...(await listPhotos(house.db, photoDraft('fresh')))]
  for (const one of photos) expect((await photoBytes(house, one, 'full'))?.length).toBe(one.bytes)
  expect(await onDisk(house)).toHaveLength(6)
  expect(await dropDraftPhoto(house, 'sent', photos[0]?.id ?? '')).toBe(false) // sent: no longer the form's
  expect(await dropDraftPhoto(house, 'fresh', fresh.added[0] ?? '')).toBe(true)
  expect(await onDisk(house)).toHaveLength(4)
})

test('a form given up while its photo is being developed leaves nothing on disk', async () => {
  const house = await testHouse()
  const { added } = await keepPhotos(house, photoDraft('k'), [await photo(1)], REPORT)
  const slow: House = {
    ...house,
    blobs: {
      ...house.blobs,
      of: (owner) => ({
        ...house.blobs.of(owner),
        async put(bytes) {
          await dropDraftPhoto(house, 'k', added[0] ?? '')
          return await house.blobs.of(owner).put(bytes)
        },
      }),
    },
  }
  expect(await processWaiting(slow)).toBe(1)
  expect(await onDisk(house)).toEqual([])
})

test('a removal cut short is finished by the next tidying', async () => {
  const house = await testHouse()
  await keepPhotos(house, SUBJECT, [await photo(1)], REPORT)
  const cut: House = {
    ...house,
    log: { info: () => {}, error: () => {} },
    blobs: { ...house.blobs, of: (owner) => ({ ...house.blobs.of(owner), drop: () => Promise.reject(new Error('cut short')) }) },
  }
  await processWaiting(cut)
  expect(await listPhotos(house.db, SUBJECT)).toMatchObject([{ state: 'ready' }])
  expect(await onDisk(house)).toHaveLength(3)
  await sweepDraftPhotos(house)
  expect(await onDisk(house)).toHaveLength(2)
})

test('what others may name cannot be dropped', async () => {
  const house = await testHouse()
  const sha256 = await house.blobs.put(new TextEncoder().encode('样例'))
  await expect(house.blobs.drop(sha256)).rejects.toThrow()
  expect(() => house.blobs.of('../..')).toThrow()
  await house.blobs.of(randomUUID()).drop(sha256)
  expect(new TextDecoder().decode(await house.blobs.get(sha256))).toBe('样例')
})
