import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { escaped } from '../../ui/jsx-runtime.ts'
import { cleanPaste, readDocument } from '../documents/index.ts'
import type { ItemFile } from './item.ts'
import { keepItemFile, listItemFiles, ticked } from './item-files.ts'

type Upload = { readonly name: string; readonly bytes: Uint8Array }
type Sent = { readonly uploads: readonly Upload[]; readonly document: Upload | undefined }
export type Taken = {
  readonly html: string
  readonly files: readonly ItemFile[]
  readonly errors: Readonly<Record<string, string>>
  /** What was left out of the words, in sentences: all of it, and of what was pasted or typed. */
  readonly left: readonly string[]
  readonly typedLeft: readonly string[]
}

const MARKUP = /<(p|h\d|ul|ol|li|table|div|br|a|strong|em|b|i|span)\b/i
/** What was typed or pasted as clean markup; plain words become paragraphs at their empty lines. */
export function bodyOf(text: string): { readonly html: string; readonly left: readonly string[] } {
  if (MARKUP.test(text)) return cleanPaste(text)
  const paragraphs = text.split(/\n\s*\n/).map((one) => one.trim())
  return {
    html: paragraphs
      .filter((one) => one !== '')
      .map((one) => `<p>${escaped(one).replaceAll('\n', '<br>')}</p>`)
      .join('\n'),
    left: [],
  }
}

/**
 * The words and files of a draft: those that were there and are still ticked, those that came with the form, and a document that becomes the
 * words and stays beside them as the original. Uploads are kept for the form's key even when something else is wrong with it.
 */
export async function takeFiles(house: House, key: string, values: Readonly<Record<string, string>>, sent: Sent, before: readonly ItemFile[]): Promise<Taken> {
  const errors: Record<string, string> = {}
  const kept = await listItemFiles(house, key)
  const read = sent.document ? await readDocument(sent.document) : undefined
  if (isRefusal(read)) errors['document'] = read.because
  const typed = bodyOf(values['body'] ?? '')
  const words = read && !isRefusal(read) ? read : typed
  for (const file of [...(read && !isRefusal(read) && sent.document ? [sent.document] : []), ...sent.uploads]) {
    const taken = await keepItemFile(house, key, file, file === sent.document ? words.left : [])
    if (isRefusal(taken)) errors[file === sent.document ? 'document' : 'files'] = taken.because
  }
  const fresh = (await listItemFiles(house, key)).filter(({ id }) => !kept.some((one) => one.id === id))
  return {
    html: words.html,
    files: [...ticked([...before, ...kept], values), ...fresh],
    errors,
    left: words.left,
    typedLeft: words === typed ? typed.left : [],
  }
}
