import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { keepPhotos, listPhotos, photoBytes, processWaiting, sweepDraftPhotos } from '../../src/modules/photos/index.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { phonePhoto } from '../support/pictures.ts'

const CLAIM_MS = 1_500
const PHOTOS = 6
const SUBJECTS = 2

/** Lets a process work on photos and kills it a while after it has begun. */
async function workAndKill(house: TestHouse, afterMs: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, '../support/photo-worker.ts'), house.databaseUrl, house.config.dataFolder, String(CLAIM_MS)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  await setTimeout(afterMs)
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

test('processes killed in the midst of their work lose no photo, and leave no original behind', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const subjects = Array.from({ length: SUBJECTS }, (_, i) => `cases/XC20261124-000${i + 1}`)
  for (const [s, subject] of subjects.entries()) {
    const files = await Promise.all(
      Array.from({ length: PHOTOS }, async (_, i) => ({ name: `${i}.jpg`, bytes: await phonePhoto(s * PHOTOS + i + 1, 3000, 2000) })),
    )
    expect((await keepPhotos(house, subject, files, { role: 'report', by: null })).added).toHaveLength(PHOTOS)
  }
  const waiting = async () => (await Promise.all(subjects.map((subject) => listPhotos(house.db, subject)))).flat().filter((photo) => photo.state === 'waiting')
  let interrupted = 0
  for (let round = 0; round < 3; round++) {
    await Promise.all([workAndKill(house, 150 + round * 90), workAndKill(house, 260 + round * 130)])
    const left = await waiting()
    interrupted += (await house.db.selectFrom('photos.photo').select('id').where('state', '=', 'waiting').where('attempts', '>', 0).execute()).length
    if (left.length === 0) break
  }
  expect(interrupted).toBeGreaterThan(0)
  for (const until = Date.now() + 60_000; (await waiting()).length > 0 && Date.now() < until; ) {
    if ((await processWaiting(house, 8, CLAIM_MS)) === 0) await setTimeout(100)
  }
  await sweepDraftPhotos(house) // finishes removals cut short
  const photos = (await Promise.all(subjects.map((subject) => listPhotos(house.db, subject)))).flat()
  expect(photos.map((photo) => photo.state)).toEqual(Array(PHOTOS * SUBJECTS).fill('ready'))
  for (const photo of photos) expect((await photoBytes(house, photo, 'full'))?.length).toBe(photo.bytes)
  const onDisk = (await readdir(join(house.config.dataFolder, 'blobs'), { recursive: true })).filter((path) => /[0-9a-f]{64}-[0-9a-f-]{36}$/.test(path))
  const named = photos.flatMap(({ id, fullSha256, thumbSha256 }) => [`${fullSha256}-${id}`, `${thumbSha256}-${id}`])
  expect(onDisk.map((path) => path.slice(3)).toSorted()).toEqual(named.toSorted())
}, 180_000)
