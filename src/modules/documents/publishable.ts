import type { Refusal } from '../../kernel/refusal.ts'
import type { Upload } from './convert.ts'
import { kindOf } from './kind.ts'
import { type LeftOut, leftOut } from './left-out.ts'
import { cleanPackage } from './clean-package.ts'
import { readDocx } from './docx/read-docx.ts'
import { openPackage } from './package.ts'
import { blankInfo } from './pdf/blank-info.ts'
import { cleanPdf } from './pdf/clean-pdf.ts'
import { inspectPdf, noteProperties } from './pdf/read-pdf.ts'
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
/** Cleaned; as it was where that would change what is seen, which is named. */
async function cleaned(whole: Uint8Array, shown: string, left: LeftOut): Promise<Uint8Array> {
  const clean = await cleanPdf(whole, shown, left).catch(() => undefined)
  if (clean === whole) return whole
  if (clean && (await inspectPdf(clean, leftOut())) === shown) return clean
  left.note('unknownParts', 'PDF 的内部结构')
  return whole
}

async function prepareDocument({ name, bytes }: Upload): Promise<Publishable> {
  const left = leftOut()
  const known = await kindOf(name, bytes)
  if (known.kind === 'pdf') {
    const whole = blankInfo(bytes)
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(EXIF)) left.note('photoData')
    const shown = await inspectPdf(whole, left)
    const clean = await cleaned(whole, shown, left)
    await noteProperties(clean, left)
    return { bytes: clean, hidden: left.hidden() }
  }
  if (known.kind === 'docx') readDocx(known.pkg, known.main, left)
  else readXlsx(known.pkg, known.main, left)
  // Opened anew: what may be inflated was spent on reading.
  return { bytes: await cleanPackage(openPackage(bytes), left), hidden: left.hidden() }
}
