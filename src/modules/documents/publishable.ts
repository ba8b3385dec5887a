import type { Refusal } from '../../kernel/refusal.ts'
import type { Upload } from './convert.ts'
import { kindOf } from './kind.ts'
import { type LeftOut, leftOut } from './left-out.ts'
import { cleanPackage } from './clean-package.ts'
import { readDocx } from './docx/read-docx.ts'
import { openPackage } from './package.ts'
import { blankInfo } from './pdf/blank-info.ts'
import { inspectPdf } from './pdf/read-pdf.ts'
import { withoutUnreached } from './pdf/unreached.ts'
import { cleanPicture } from './picture.ts'
import { damaged, Stop } from './stop.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

/** A file as it may go out: its bytes without who made it; and what nobody sees in it and must be taken out first, by whom and how. */
export type Publishable = { readonly bytes: Uint8Array; readonly hidden: readonly string[] }

/** Judges and cleans a file here and now; whoever is not alone in the process calls `publishable`. */
export async function prepare({ name, bytes }: Upload): Promise<Publishable | Refusal> {
  try {
    if (/\.(?:jpe?g|png)$/i.test(name)) return { bytes: await cleanPicture(bytes, name), hidden: [] }
    return await prepareDocument({ name, bytes })
  } catch (error) {
    return error instanceof Stop ? error.refusal : damaged().refusal
  }
}

const EXIF = Buffer.from('Exif\0\0', 'latin1')
/**
 * What a PDF keeps of itself: each time it is saved by adding to it, all that it said before stays. One that is signed was added to by its
 * seal, and cannot be written anew; one made for the web ends twice by itself.
 */
function noteLeftBehind(bytes: Uint8Array, left: LeftOut): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = file.toString('latin1')
  const ends = text.match(/%%EOF/g)?.length ?? 0
  const own = text.slice(0, 1_024).includes('/Linearized') ? 2 : 1
  if (ends > own && !/\/ByteRange\b/.test(text)) left.note('earlierSaves')
  if (file.includes(EXIF)) left.note('photoData')
}

async function prepareDocument({ name, bytes }: Upload): Promise<Publishable> {
  const left = leftOut()
  const known = await kindOf(name, bytes)
  if (known.kind === 'pdf') {
    const whole = blankInfo(bytes)
    noteLeftBehind(whole, left)
    const clean = await withoutUnreached(whole).catch(() => {
      left.note('unknownParts', 'PDF 的内部结构')
      return whole
    })
    await inspectPdf(clean, left)
    return { bytes: clean, hidden: left.hidden() }
  }
  if (known.kind === 'docx') readDocx(known.pkg, known.main, left)
  else readXlsx(known.pkg, known.main, left)
  // Opened anew: what may be inflated was spent on reading.
  return { bytes: await cleanPackage(openPackage(bytes), left), hidden: left.hidden() }
}
