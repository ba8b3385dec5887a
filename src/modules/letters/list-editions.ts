import type { House } from '../../platform/house.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { inspectWord } from '../documents/index.ts'
import { listEditions, type LetterRecord, type KeptEdition } from './letter-store.ts'

/** An edition of a letter with what its Word file says, paragraph by paragraph; null where it has been erased. */
export type EditionWords = Omit<KeptEdition, 'docx'> & { readonly words: string | null }

const read = new Map<string, string>()
const MOST_READ = 200 // a file never changes, and is known by its hash

/** Every edition of a letter, the first first. */
export async function editionsOf(house: House, letter: Pick<LetterRecord, 'id' | 'key'>): Promise<readonly EditionWords[]> {
  const told: EditionWords[] = []
  for (const { docx, ...edition } of await listEditions(house.db, letter.id))
    told.push({ ...edition, words: docx === '' ? null : await wordsOf(house, letter.key, docx) })
  return told
}

async function wordsOf(house: House, owner: string, sha256: string): Promise<string> {
  const known = read.get(`${owner} ${sha256}`)
  if (known !== undefined) return known
  const file = await inspectWord({ name: '文书.docx', bytes: await house.blobs.of(owner).get(sha256) })
  const words = isRefusal(file)
    ? ''
    : file.paragraphs
        .map((one) => one.words.trim())
        .filter((one) => one !== '')
        .join('\n')
  if (read.size >= MOST_READ) read.clear()
  read.set(`${owner} ${sha256}`, words)
  return words
}
