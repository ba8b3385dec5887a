import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { publishable, readDocument } from '../documents/index.ts'
import { keepDraftFile, listDraftFiles } from '../files/index.ts'
import type { ItemFile } from './item.ts'
import { saveFound, withFound } from './item-file-store.ts'
import { personalIn } from './personal.ts'

type Upload = { readonly name: string; readonly bytes: Uint8Array }

/**
 * The one door by which a file comes to an item, whoever brings it: it is kept without who made it, with a note of what nobody sees in it.
 * What is encrypted or cannot be read is refused. `left` is what did not come into the words when they were made of it.
 */
export async function keepItemFile(house: House, key: string, upload: Upload, left: readonly string[] = []): Promise<ItemFile | Refusal> {
  const clean = await publishable(upload)
  if (isRefusal(clean)) return clean
  const kept = await keepDraftFile(house, key, { name: upload.name, bytes: clean.bytes })
  if (isRefusal(kept)) return kept
  const personal = personalIn(await wordsIn({ name: upload.name, bytes: clean.bytes }))
  await saveFound(house.db, kept.id, { hidden: clean.hidden, left, personal }, house.now())
  return { ...kept, hidden: clean.hidden, left, personal }
}

/** The words of a file, as far as it has any that can be taken out. */
async function wordsIn(upload: Upload): Promise<string> {
  if (/\.(?:txt|csv)$/i.test(upload.name)) return new TextDecoder().decode(upload.bytes)
  if (!/\.(?:docx|xlsx|pdf)$/i.test(upload.name)) return ''
  const read = await readDocument(upload)
  return isRefusal(read) ? '' : read.text
}

/** The files that came with a form, with what was found in them. */
export const listItemFiles = async (house: House, key: string): Promise<readonly ItemFile[]> => await withFound(house.db, await listDraftFiles(house.db, key))

/** Files as their form has them ticked: left out, kept in the office only, or to be published. */
export const ticked = (files: readonly ItemFile[], values: Readonly<Record<string, string>>): readonly ItemFile[] =>
  files.filter(({ id }) => values[`file-${id}`] === '1').map(({ inside, ...file }) => (values[`inside-${file.id}`] === '1' ? { ...file, inside: true } : file))
