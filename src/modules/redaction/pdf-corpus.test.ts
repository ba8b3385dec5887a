import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { byPoppler, leaksIn, plain, unpackedBytes } from '../../../tests/support/extractors.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { run } from './engine/run.ts'
import { byWords, ID, type Made, PHONE, pdfCorpus } from './pdf-corpus-builders.ts'
import { inTiles, pictureCorpus } from './picture-corpus-builders.ts'
import { openReader, textsByReader } from './pdf/reader.ts'
import { renderPage } from './pdf/render.ts'
import type { Place, Result } from './redaction.ts'

const LARGEST = 1.5 // of the original, for text

async function byPdfium(pdf: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const text = [...document.pages()].map((page) => page.getText()).join('\n')
  document.destroy()
  library.destroy()
  return text
}

async function redacted({ file, bytes, redactions }: Made): Promise<Result> {
  const done = await run({ kind: 'pdf', name: file, bytes, redactions })
  if (isRefusal(done)) throw new Error(done.because)
  if (!('proof' in done)) throw new Error('looked at')
  return done
}

const pictures = pictureCorpus()
const corpus = [...(await pdfCorpus()), ...pictures]

test('the corpus says every secret before it is redacted, so that a test can fail', () => {
  const silent = corpus.filter(({ bytes, secrets }) =>
    secrets.some((secret) => leaksIn(unpackedBytes(bytes), secret).length === 0 && !plain(byPoppler(bytes)).includes(secret)),
  )
  expect(silent.map(({ name }) => name)).toEqual([])
  expect(corpus.length).toBeGreaterThanOrEqual(30)
})

test.each(corpus)('$name: nothing is left, by three readers and in every stream; the rest stays', async (one) => {
  const { bytes, proof } = await redacted(one)
  expect(proof.pages.filter(({ page }) => page === 1)).toMatchObject([{ how: one.how ?? 'rewritten' }])
  expect(proof.extractors.map(({ found }) => found)).toEqual([0, 0, 0])
  const texts = { reader: (await textsByReader(bytes)).join('\n'), pdfium: await byPdfium(bytes), poppler: byPoppler(bytes) }
  const raw = unpackedBytes(bytes)
  for (const secret of one.secrets) {
    for (const [reader, text] of Object.entries(texts)) expect([reader, plain(text).includes(secret)]).toEqual([reader, false])
    expect(leaksIn(raw, secret)).toEqual([])
  }
  if (one.how === 'picture') return
  for (const kept of one.kept) for (const [reader, text] of Object.entries(texts)) expect([reader, plain(text).includes(plain(kept))]).toEqual([reader, true])
  const isText = !one.name.startsWith('a scan')
  if (isText) expect(bytes.length / one.bytes.length).toBeLessThanOrEqual(LARGEST)
})

test.each(pictures)('$name: in the picture nothing tells which secret it was', async (one) => {
  const [own, other] = [await redacted(one), await redacted(one.twin)]
  const letters = own.proof.carried.reduce((n, carried) => n + carried.letters, 0)
  expect(own.proof.inPictures).toBeGreaterThanOrEqual(one.secrets.join('').length)
  expect(letters).toBeGreaterThanOrEqual(one.secrets.join('').length)
  const [pixels, others] = [await seenPage(own.bytes), await seenPage(other.bytes)]
  expect(pixels.data.equals(others.data)).toBe(true)
  // Before they were covered, the two were told apart, and there is more on the page than boxes.
  expect((await seenPage(one.bytes)).data.equals((await seenPage(one.twin.bytes)).data)).toBe(false)
  const black = pixels.data.filter((value) => value < 40).length / pixels.data.length
  expect(black).toBeLessThan(0.3)
  for (const place of one.places) expect(brightestIn(await pictureIn(own.bytes), place)).toBeLessThan(40)
  const found = await run({ kind: 'pdf', name: one.file, bytes: one.bytes })
  if (isRefusal(found) || !('hits' in found)) throw new Error('not looked at')
  expect(found.hits.map(({ text }) => plain(text))).toEqual(expect.arrayContaining([ID, PHONE]))
})

test('a number in the tiles of a pattern, which nobody can place, is not handed out as covered', async () => {
  const done = await run({ kind: 'pdf', name: 'a.pdf', bytes: inTiles(), redactions: byWords(ID) })
  expect(done).toMatchObject({ refused: 'unreadable', because: expect.stringMatching(/^第 1 页只能变成图片.*无法核实/) })
})

async function seenPage(pdf: Uint8Array) {
  const document = await openReader(pdf)
  const page = await renderPage(document, 1, 2)
  await document.loadingTask.destroy()
  return page
}

/** The picture a page consists of, without what is painted over it. */
async function pictureIn(pdf: Uint8Array) {
  const { PDFDict, PDFDocument, PDFName, PDFRawStream } = await import('@cantoo/pdf-lib')
  const page = (await PDFDocument.load(pdf)).getPage(0)
  const picture = page.node.Resources()?.lookup(PDFName.of('XObject'), PDFDict).lookup(PDFName.of('GkPage'))
  if (!(picture instanceof PDFRawStream)) throw new Error('a page without a picture')
  const { data, info } = await sharp(picture.contents).raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, scale: info.width / page.getWidth() }
}

function brightestIn({ data, width, scale }: { data: Buffer; width: number; scale: number }, place: Place): number {
  let brightest = 0
  for (let y = Math.floor(place.y * scale); y < (place.y + place.height) * scale; y++)
    for (let x = Math.floor(place.x * scale); x < (place.x + place.width) * scale; x++)
      brightest = Math.max(brightest, ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3))
  return brightest
}

test('the pixels of a scan are black where a box lies, and as they were elsewhere', async () => {
  for (const one of corpus.filter(({ name }) => name.startsWith('a scan'))) {
    const { bytes } = await redacted(one)
    const document = await openReader(bytes)
    const { data, width } = await renderPage(document, 1, 1)
    const at = (x: number, y: number) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]
    expect([one.name, at(100, 230)]).toEqual([one.name, [0, 0, 0]])
    expect(at(400, 400)).toEqual([255, 255, 255])
    // The black box is one thing, the picture under it another: of the blue not a pixel is left.
    expect(await bluePixelsIn(bytes)).toBe(0)
  }
})

/** How many pixels of any picture in a file are still blue. */
async function bluePixelsIn(pdf: Uint8Array): Promise<number> {
  const { PDFDocument, PDFRawStream, PDFName } = await import('@cantoo/pdf-lib')
  const { contentOf } = await import('./pdf/streams.ts')
  const doc = await PDFDocument.load(pdf)
  let blue = 0
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.lookup(PDFName.of('Subtype')) !== PDFName.of('Image')) continue
    const isPhoto = String(object.dict.lookup(PDFName.of('Filter'))) === '/DCTDecode'
    const data = isPhoto ? await sharp(object.contents).raw().toBuffer() : contentOf(object)
    for (let i = 0; i + 2 < data.length; i += 3) if ((data[i + 2] ?? 0) - (data[i] ?? 0) > 80) blue += 1
  }
  return blue
}
