import { fileTypeFromBuffer } from 'file-type'
import { openPackage, type Package } from './package.ts'
import { damaged, Stop } from './stop.ts'
import { attribute, kidsOf } from './xml.ts'

export type Kind = 'docx' | 'xlsx' | 'pdf'
export type Known = { readonly kind: 'pdf' } | { readonly kind: 'docx' | 'xlsx'; readonly pkg: Package; readonly main: string }

const POSSIBLE = '可以上传 Word（.docx）、Excel（.xlsx）和 PDF'
const PDF_HEAD = 1024 // bytes within which the mark of a PDF must stand
const hasWide = (buffer: Buffer, name: string): boolean => buffer.includes(Buffer.from(name, 'utf16le'))

/** What a file is, by its bytes; its name must not say otherwise, because the original is published under it. */
export async function kindOf(name: string, bytes: Uint8Array): Promise<Known> {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const known = await knownBy(buffer)
  if (ending !== known.kind) throw new Stop('invalid', `文件名的结尾是“.${ending}”，内容其实是 .${known.kind}。请把结尾改成 .${known.kind}，或者另存后再上传`)
  return known
}

async function knownBy(buffer: Buffer): Promise<Known> {
  if (buffer.subarray(0, PDF_HEAD).includes('%PDF-')) return { kind: 'pdf' }
  if (buffer.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') throw oldOffice(buffer)
  if (buffer.subarray(0, 4).toString('hex') === '504b0304') return ofPackage(openPackage(buffer))
  const head = buffer.subarray(0, 2048).toString('latin1')
  if (/^\s*(?:\ufeff|ï»¿)?\s*\{\\rtf/.test(head)) throw new Stop('invalid', '这是 .rtf 文件。请在 Word 或 WPS 里另存为 .docx 后再上传')
  if (/^MIME-Version:/im.test(head)) throw new Stop('invalid', '这其实是网页（.mht）。请在 Word 或 WPS 里打开，另存为 .docx 后再上传')
  if (/<(?:html|!doctype html|body|table|meta|p|div)\b/i.test(head))
    throw new Stop('invalid', '这其实是网页，不是 Word 或 Excel 文件。请打开后另存为 .docx 或 .xlsx，或者把内容粘贴到正文里')
  const real = await fileTypeFromBuffer(buffer).catch(() => undefined)
  throw new Stop('invalid', `${real ? `这是 .${real.ext} 文件，不能转成网页` : '认不出这个文件'}。${POSSIBLE}`)
}

/** The container of old Office, of WPS, and of new files with a password. */
function oldOffice(buffer: Buffer): Stop {
  if (hasWide(buffer, 'EncryptedPackage')) return new Stop('unreadable', '文件加了密码，打不开。请去掉密码后再上传')
  if (hasWide(buffer, 'WordDocument')) return new Stop('invalid', '这是旧式的 .doc 或 .wps 文件。请在 Word 或 WPS 里另存为 .docx 或 .pdf 后再上传')
  if (hasWide(buffer, 'Workbook') || hasWide(buffer, 'Book'))
    return new Stop('invalid', '这是旧式的 .xls 或 .et 文件。请在 Excel 或 WPS 里另存为 .xlsx 后再上传')
  return new Stop('invalid', `这是旧式的 Office 或 WPS 文件。请另存为新格式后再上传：${POSSIBLE}`)
}

function ofPackage(pkg: Package): Known {
  const types = pkg.xml('[Content_Types].xml')
  if (types === undefined) {
    if (pkg.names.some((name) => /^(?:OFD\.xml|Doc_0\/)/i.test(name))) throw new Stop('invalid', '这是 .ofd 文件。请另存为 .pdf 后再上传')
    if (pkg.names.includes('mimetype')) throw new Stop('invalid', '这是 OpenDocument 文件。请另存为 .docx 或 .xlsx 后再上传')
    throw new Stop('invalid', `这是压缩包，不是 Word 或 Excel 文件。${POSSIBLE}`)
  }
  const main = [...pkg.relations('').values()].find((one) => one.type === 'officeDocument' && !one.external)?.target
  if (main === undefined) throw damaged()
  const said = kidsOf(types).map((one) => ({
    part: attribute(one, 'PartName') ?? `.${attribute(one, 'Extension') ?? ''}`,
    type: attribute(one, 'ContentType') ?? '',
  }))
  const own =
    said.find((one) => one.part.toLowerCase() === `/${main}`.toLowerCase())?.type ??
    said.find((one) => one.part.startsWith('.') && main.endsWith(one.part))?.type ??
    ''
  const hasMacro =
    said.some((one) => /macroEnabled|vbaProject|ms-office\.activeX\+|macrosheet/i.test(one.type)) ||
    pkg.names.some((name) => /vbaProject\.bin$|(?:^|\/)macrosheets\//i.test(name))
  if (hasMacro) throw new Stop('invalid', '文件带有宏，不能公开。请另存为不含宏的 .docx 或 .xlsx 后再上传')
  if (/wordprocessingml/.test(own)) return { kind: 'docx', pkg, main }
  if (/spreadsheetml/.test(own)) return { kind: 'xlsx', pkg, main }
  if (/sheet\.binary/.test(own)) throw new Stop('invalid', '这是 .xlsb 文件。请另存为 .xlsx 后再上传')
  if (/presentationml/.test(own)) throw new Stop('invalid', '演示文稿不能转成网页。请另存为 .pdf 后再上传')
  throw new Stop('invalid', `认不出这个文件。${POSSIBLE}`)
}
