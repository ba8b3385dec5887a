import type { RewardLevel } from './standard.ts'

const CJK = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60、。“”（）—…'
const BESIDE_CHINESE = new RegExp(`(?<=[${CJK}]) +| +(?=[${CJK}])`, 'g')
const punctuation = new Map([
  [',', '，'],
  [';', '；'],
  [':', '：'],
  ['!', '！'],
  ['?', '？'],
])

/**
 * The words of a cell as they are kept: one line, full-width letters and digits half as wide, Chinese punctuation, no space
 * beside a Chinese character, no full stop at the end. A number keeps its comma and colon. Tidy words stay as they are.
 */
export function tidy(text: string): string {
  return text
    .replace(/\u200b|\u200c|\u200d|\ufeff/g, '')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0b\uff0d\uff1c\uff1d\uff1e\uff05\uff0f]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(?<!\d)[,:]|[,:](?!\d)|[;!?]/g, (mark) => punctuation.get(mark) ?? mark)
    .replace(/\(/g, '（')
    .replace(/\)/g, '）')
    .replace(BESIDE_CHINESE, '')
    .replace(/^[\s，；、。]+|[\s，；、。]+$/g, '')
}

/** What stands in a cell that is meant to be empty. */
export const isBlank = (text: string): boolean => /^[\s\u00a0\u3000]*(?:[-—－–/／\\]+|无|\(空\))?[\s\u00a0\u3000]*$/.test(text)

/** A code with two digits at least: “1”, “０１”, “01.0” and “001” are 01; undefined when it is none. */
export function readCode(text: string): string | undefined {
  const found = /^0*([1-9]\d{0,2})(?:\.0+)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  return found?.[1]?.padStart(2, '0')
}

const LEVEL_WORDS = new Map<string, RewardLevel>([
  ['1', 1],
  ['一', 1],
  ['I', 1],
  ['2', 2],
  ['二', 2],
  ['II', 2],
  ['3', 3],
  ['三', 3],
  ['III', 3],
])
/** “一级”, “1”, “Ⅰ级”, “一级问题”. */
export const readLevel = (text: string): RewardLevel | undefined =>
  LEVEL_WORDS.get(
    text
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/(?:级|类)(?:问题)?$/, '')
      .replace(/^第/, ''),
  )
