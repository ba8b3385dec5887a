import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PDFDocument, PDFRawStream } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { byWords, NAME, typeset } from '../pdf-corpus-builders.ts'
import { blankCff, blankTrueType } from './outlines.ts'
import { redactPdf } from './redact-pdf.ts'
import { contentOf } from './streams.ts'

const require = createRequire(import.meta.url)

/** The outlines of a TrueType font that are not empty. */
function drawnIn(font: Buffer): number[] {
  const at = (name: string): number => {
    for (let i = 0; i < font.readUInt16BE(4); i++) if (font.toString('latin1', 12 + i * 16, 16 + i * 16) === name) return font.readUInt32BE(20 + i * 16)
    throw new Error(`no ${name}`)
  }
  const isLong = font.readInt16BE(at('head') + 50) === 1
  const place = (glyph: number) => at('glyf') + (isLong ? font.readUInt32BE(at('loca') + glyph * 4) : font.readUInt16BE(at('loca') + glyph * 2) * 2)
  return Array.from({ length: font.readUInt16BE(at('maxp') + 4) }, (_, glyph) => glyph).filter((glyph) =>
    font.subarray(place(glyph), place(glyph + 1)).some((byte) => byte !== 0),
  )
}

async function fontIn(pdf: Uint8Array): Promise<Buffer> {
  const doc = await PDFDocument.load(pdf)
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream && Buffer.from(contentOf(object).subarray(0, 4)).toString('hex') === '00010000') return Buffer.from(contentOf(object))
  }
  throw new Error('no font')
}

describe('the shapes of letters that are gone', () => {
  test('are wiped from the font of a real file; those that stay are as they were', async () => {
    const before = typeset(`当事人${NAME}，请到场。`)
    const { bytes } = await redactPdf(before, byWords(NAME))
    const [old, fresh] = [await fontIn(before), await fontIn(bytes)]
    expect(drawnIn(old).length - drawnIn(fresh).length).toBe([...NAME].length)
  })

  test('a font of bare numbers keeps the one that is asked, and none of the others', () => {
    const font = readFileSync(join(dirname(require.resolve('pdfjs-dist/package.json')), 'standard_fonts', 'FoxitFixed.pfb'))
    const blanked = Buffer.from(blankCff(font, new Set([5])) ?? [])
    expect(blanked.length).toBe(font.length)
    let changed = 0
    for (const [i, byte] of font.entries()) if (blanked[i] !== byte) changed += 1
    expect(changed).toBeGreaterThan(font.length / 4)
  })

  test('what is no font is left alone', () => {
    expect(blankTrueType(Buffer.from('no font'), new Set())).toBeUndefined()
    expect(blankCff(Buffer.from('no'), new Set())).toBeUndefined()
  })
})
