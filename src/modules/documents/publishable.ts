import type { Refusal } from '../../kernel/refusal.ts'
import type { Upload } from './convert.ts'
import { kindOf } from './kind.ts'
import { leftOut } from './left-out.ts'
import { cleanPackage } from './clean-package.ts'
import { readDocx } from './docx/read-docx.ts'
import { openPackage } from './package.ts'
import { blankInfo } from './pdf/blank-info.ts'
import { inspectPdf } from './pdf/read-pdf.ts'
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

async function prepareDocument({ name, bytes }: Upload): Promise<Publishable> {
  const left = leftOut()
  const known = await kindOf(name, bytes)
  if (known.kind === 'pdf') {
    const clean = blankInfo(bytes)
    await inspectPdf(clean, left)
    return { bytes: clean, hidden: left.hidden() }
  }
  if (known.kind === 'docx') readDocx(known.pkg, known.main, left)
  else readXlsx(known.pkg, known.main, left)
  // Opened anew: what may be inflated was spent on reading.
  return { bytes: await cleanPackage(openPackage(bytes), left), hidden: left.hidden() }
}
