import { fileTypeFromBuffer } from 'file-type'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

export const MOST_BYTES = 10 * 1024 * 1024 // office setting
export const MOST_FILES = 5 // office setting

/** What may be uploaded: by the ending of its name, and the content that ending must have. */
const KINDS: Readonly<Record<string, { readonly media: string; readonly real: readonly string[] }>> = {
  pdf: { media: 'application/pdf', real: ['pdf'] },
  docx: { media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', real: ['docx'] },
  xlsx: { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', real: ['xlsx'] },
  jpg: { media: 'image/jpeg', real: ['jpg'] },
  jpeg: { media: 'image/jpeg', real: ['jpg'] },
  png: { media: 'image/png', real: ['png'] },
  txt: { media: 'text/plain; charset=utf-8', real: [] },
}
export const ACCEPTED_ENDINGS = Object.keys(KINDS).map((ending) => `.${ending}`)
const POSSIBLE = '可以上传 PDF、Word（.docx）、Excel（.xlsx）、图片（.jpg、.png）和文本（.txt），每个不超过 10 MB'
const MACRO = 'vbaProject.bin'

export type Sniffed = { readonly name: string; readonly media: string }

/** The cleaned name and true media type of an upload, or a sentence saying what is possible. */
export async function sniffUpload(name: string, bytes: Uint8Array): Promise<Sniffed | Refusal<'invalid' | 'limit' | 'unreadable'>> {
  const clean = cleanName(name)
  if (bytes.length === 0) return refuse('unreadable', `“${clean}”是空文件。请检查后重新选择`)
  if (bytes.length > MOST_BYTES) return refuse('limit', `“${clean}”有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，超过了 10 MB。可以压缩、拆分，或者邮寄`)
  const ending = clean.slice(clean.lastIndexOf('.') + 1).toLowerCase()
  const kind = KINDS[ending]
  if (!kind) return refuse('invalid', `“${clean}”的类型不能上传。${POSSIBLE}`)
  const real = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (ending === 'txt') {
    if (real || !isText(bytes)) return refuse('unreadable', `“${clean}”不是文本文件。${POSSIBLE}`)
    return { name: clean, media: kind.media }
  }
  if (!real || !kind.real.includes(real.ext)) {
    return refuse('unreadable', `“${clean}”打不开，或者内容${real ? `其实是 .${real.ext}` : ''}与 .${ending} 不符。${POSSIBLE}`)
  }
  if (Buffer.from(bytes).includes(MACRO)) return refuse('invalid', `“${clean}”带有宏。请另存为不含宏的文件后再上传`)
  return { name: clean, media: kind.media }
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    try {
      new TextDecoder('gb18030', { fatal: true }).decode(bytes)
      return true
    } catch {
      return false
    }
  }
}

/** The last part of a path, without control characters, at most 120 characters. */
function cleanName(name: string): string {
  const last = name
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .trim()
  if (last.length <= 120) return last || '未命名'
  const dot = last.lastIndexOf('.')
  return last.slice(0, 110) + (dot > 0 ? last.slice(dot, dot + 10) : '')
}
