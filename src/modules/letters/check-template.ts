import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { type Carried, inspectWord, type Place, type WordFile } from '../documents/index.ts'
import { FIELDS, fieldNamed, fieldOf, type Values } from './field.ts'
import { fieldsOf, isNeeded, type LetterCode, letterOf } from './letter.ts'
import { CLOSE, type Fault, faultsOf, merge, OPEN } from './merge.ts'
import { nearest } from './near.ts'

const MOST_BYTES = 2 * 1024 * 1024 // office setting
const MOST_PARAGRAPHS = 2_000 // office setting
const MOST_WORDS_SHOWN = 40

/** One thing to mend in a Word file, with the place it stands in. */
export type Fix = { readonly where: string; readonly what: string }

const PART = { body: '正文', header: '页眉', footer: '页脚' } as const
const shown = (words: string): string => {
  const letters = [...words.trim()]
  return letters.length > MOST_WORDS_SHOWN ? `${letters.slice(0, MOST_WORDS_SHOWN).join('')}……` : letters.join('')
}
/** 正文第 3 段“本机关于……” */
export const placeName = ({ part, n, words }: Place): string =>
  n === 0 ? '整个文件' : `${PART[part]}第 ${n} 段${words.trim() === '' ? '' : `“${shown(words)}”`}`

const CARRIED = {
  revision: '有修订痕迹。请在 Word 里“审阅—接受所有修订”，并关闭修订后再保存',
  comment: '有批注。请删去批注后再保存',
  link: '有指向文件以外的链接。请取消超链接，只留文字',
  object: '嵌入了其他文件或者控件。请删去',
  picture: '有图片或者图形，不会印到 PDF 里。请删去；印章在打印后加盖，或者用电子签章',
  field: '有会取用外部内容的域。请选中后按 Ctrl+Shift+F9 变成文字，或者删去',
  hidden: '有隐藏的文字。请取消隐藏或者删去',
  note: '有脚注或者尾注。请改写到正文里',
} as const satisfies Record<Carried, string>

/** What a file must not carry, with its place: what would give something away, and what print would leave out. */
export const carriedFixes = (file: WordFile): Fix[] => [
  ...file.carried.map(({ what, place }) => ({ where: placeName(place), what: CARRIED[what] })),
  ...file.paragraphs
    .filter(({ part, words }) => part !== 'body' && !PAGE_NUMBER.test(words))
    .map((place) => ({ where: placeName(place), what: '页眉、页脚里的文字不会印到 PDF 里，页码会自动编。请移到正文，或者删去' })),
]
const PAGE_NUMBER = /^[\s\d—–\-·第页共/]*$/

/** Reads a Word file of at most 2 MB; a refusal says what is possible. */
export async function readWord(name: string, bytes: Uint8Array): Promise<WordFile | Refusal> {
  if (bytes.length === 0) return refuse('unreadable', '这是空文件。请重新选择')
  if (bytes.length > MOST_BYTES) return refuse('limit', `文件有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，最多 2 MB。文书只有文字，请删去图片后再保存`)
  const file = await inspectWord({ name, bytes })
  if (isRefusal(file)) return file
  if (file.paragraphs.length > MOST_PARAGRAPHS) return refuse('limit', `文件有 ${file.paragraphs.length} 段，最多 ${MOST_PARAGRAPHS} 段`)
  return file
}

/** The words of a file the house has kept, a line for each paragraph of its body that has any. */
export async function wordsOfFile(name: string, bytes: Uint8Array): Promise<string> {
  const file = await inspectWord({ name, bytes })
  if (isRefusal(file)) throw new Error(`a kept Word file cannot be read: ${file.because}`)
  return file.paragraphs
    .filter(({ part, words }) => part === 'body' && words.trim() !== '')
    .map(({ words }) => words.trim())
    .join('\n')
}

const TAG = /\{\{([^{}]*)\}\}/g
type Tag = { readonly place: Place; readonly sign: string; readonly name: string; readonly raw: string }
const tagsIn = (file: WordFile): Tag[] =>
  file.paragraphs.flatMap((place) =>
    [...place.words.matchAll(TAG)].map(([raw = '', inner = '']) => {
      const [, sign = '', name = ''] = /^\s*([#^/@=>-]?)\s*(.*?)\s*$/s.exec(inner) ?? []
      return { place, sign, name, raw }
    }),
  )

/** What is wrong with a template for this letter, in the order of the file; none when it can be used. */
export async function checkTemplate(code: LetterCode, name: string, bytes: Uint8Array, sample: Values): Promise<Fix[] | Refusal> {
  const file = await readWord(name, bytes)
  if (isRefusal(file)) return file
  const tags = tagsIn(file)
  const fixes = [
    ...carriedFixes(file),
    ...tags.flatMap((tag) => tagFixes(code, tag)),
    ...braceFixes(file),
    ...faultFixes(file, tags, faultsOf(bytes)),
    ...absentFixes(code, tags),
  ]
  if (fixes.length > 0) return fixes
  const merged = await tried(bytes, sample)
  return merged ? [] : [{ where: '整个文件', what: '用样例试填后打不开。请在 Word 里另存一次后再上传' }]
}

async function tried(bytes: Uint8Array, sample: Values): Promise<boolean> {
  try {
    return !isRefusal(await inspectWord({ name: '试填.docx', bytes: merge(bytes, sample) }))
  } catch {
    return false // whatever the library could not fill in, the office cannot either
  }
}

function tagFixes(code: LetterCode, { place, sign, name, raw }: Tag): Fix[] {
  const where = placeName(place)
  if (name === '.' && sign === '') return []
  if (name === '' && sign === '/') return []
  if (!['', '#', '^', '/'].includes(sign))
    return [{ where, what: `${raw} 的写法不能用。字段写成 ${OPEN}名称${CLOSE}，有条件的写成 ${OPEN}#名称${CLOSE}……${OPEN}/名称${CLOSE}` }]
  const key = fieldNamed(name)
  const allowed = fieldsOf(code)
  if (key === undefined) {
    const near = nearest(
      name,
      allowed.map((one) => FIELDS[one].name),
    )
    return [{ where, what: `没有“${name}”这个字段${near === undefined ? '。可以用的字段见本页的字段表' : `。是不是 ${OPEN}${near}${CLOSE}？`}` }]
  }
  if (!allowed.includes(key)) return [{ where, what: `“${letterOf(code).name}”里没有 ${OPEN}${name}${CLOSE} 的内容，这种文书不能用这个字段` }]
  if (fieldOf(key).list && sign === '') return [{ where, what: `“${name}”可以有几项，写成 ${OPEN}#${name}${CLOSE}${OPEN}.${CLOSE}${OPEN}/${name}${CLOSE}` }]
  return []
}

/** Marks that look right and are none. */
const braceFixes = (file: WordFile): Fix[] =>
  file.paragraphs.flatMap((place) => {
    if (/[｛｝]/.test(place.words)) return [{ where: placeName(place), what: '用了全角的｛｝。请改成半角的 {{ }}' }]
    const single = /(?<!\{)\{([^{}]{1,12})\}(?!\})/.exec(place.words)
    return single && fieldNamed(single[1] ?? '') ? [{ where: placeName(place), what: `${single[0]} 少了一层括号。请改成 {{${single[1]}}}` }] : []
  })

const FAULT: Readonly<Record<string, (tag: string) => string>> = {
  unclosed_tag: (tag) => `${OPEN}${tag} 没有收尾。请在后面加上 ${CLOSE}`,
  unopened_tag: (tag) => `${tag}${CLOSE} 没有开头。请在前面加上 ${OPEN}`,
  duplicate_open_tag: (tag) => `${OPEN}${tag} 的开头写了两遍`,
  duplicate_close_tag: (tag) => `${tag}${CLOSE} 的收尾写了两遍`,
  unclosed_loop: (tag) => `${OPEN}#${tag}${CLOSE} 没有收尾。请在后面加上 ${OPEN}/${tag}${CLOSE}`,
  unopened_loop: (tag) => `${OPEN}/${tag}${CLOSE} 没有开头。请在前面加上 ${OPEN}#${tag}${CLOSE}`,
  closing_tag_does_not_match_opening_tag: (tag) => `${OPEN}#${tag}${CLOSE} 的收尾写的是别的字段`,
}

function faultFixes(file: WordFile, tags: readonly Tag[], faults: readonly Fault[]): Fix[] {
  const fixes = faults.map(({ id, tag, file: path }, i): Fix => {
    const inPart = ({ part }: Place) => (path.includes('header') ? part === 'header' : path.includes('footer') ? part === 'footer' : part === 'body')
    const isLoop = id.endsWith('_loop') || id.startsWith('closing_tag')
    if (isLoop) {
      const found = tags.find((one) => one.name === tag && one.sign !== '' && inPart(one.place))
      return fixAt(found?.place, id, tag)
    }
    // The library tells a mark without a beginning by all that stands before it, so the place is found by what is out of balance.
    const isClosing = id === 'unopened_tag' || id === 'duplicate_close_tag'
    const nth = faults.slice(0, i).filter((one) => one.id === id && one.file === path).length
    const odd = file.paragraphs.filter((one) => inPart(one) && (isClosing ? balance(one.words) < 0 : balance(one.words) > 0))
    const place = odd.find((one) => !isClosing && tag !== '' && one.words.includes(tag)) ?? odd[nth] ?? odd[0]
    return fixAt(place, id, isClosing ? before(place?.words ?? '') : tag)
  })
  return fixes.filter((fix, i) => fixes.findIndex((one) => one.where === fix.where && one.what === fix.what) === i)
}
const fixAt = (place: Place | undefined, id: string, tag: string): Fix => ({
  where: place ? placeName(place) : '整个文件',
  what: FAULT[id]?.(tag) ?? `${OPEN}${tag}${CLOSE} 的写法有误`,
})
/** How many more marks begin than end. */
const balance = (words: string): number => words.split(OPEN).length - words.split(CLOSE).length
const MOST_BEFORE = 10
const before = (words: string): string => [...words.slice(0, Math.max(0, words.indexOf(CLOSE)))].slice(-MOST_BEFORE).join('')

function absentFixes(code: LetterCode, tags: readonly Tag[]): Fix[] {
  const named = new Set(tags.map((tag) => fieldNamed(tag.name)))
  return fieldsOf(code)
    .filter((key) => isNeeded(code, key) && !named.has(key))
    .map((key) => ({ where: '整个文件', what: `少了必需的字段 ${OPEN}${FIELDS[key].name}${CLOSE}（${FIELDS[key].says}）` }))
}
