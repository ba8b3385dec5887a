import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import type { Snapshot } from '../publication.ts'
import { pdfOf } from './pdf.ts'
import { wordOf } from './word.ts'
import { workbookOf } from './workbook.ts'

export const ENDINGS = ['docx', 'pdf', 'xlsx'] as const
export type Ending = (typeof ENDINGS)[number]
const MEDIA = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<Ending, string>

type Options = { /** The day a published report bears; null for a draft. */ readonly signedOn: PlainDate | null; readonly ownFonts: string | undefined }

/** A report as a file to keep: its name, media type and bytes. */
export async function documentOf(
  ending: Ending,
  snapshot: Snapshot,
  { signedOn, ownFonts }: Options,
): Promise<{ name: string; media: string; bytes: Uint8Array }> {
  const { agency, year } = snapshot.report
  const signed = signedOn && inChinese(signedOn)
  const bytes =
    ending === 'pdf' ? await pdfOf(snapshot, signed, ownFonts) : ending === 'docx' ? await wordOf(snapshot, signed) : await workbookOf(snapshot.report)
  return { name: `${agency}${year}年度政府信息公开工作年度报告.${ending}`, media: MEDIA[ending], bytes }
}
