import { pinyin } from 'pinyin-pro'
import { heard } from './spelling.ts'

export type Sound = { readonly sound: string; readonly initials: string }

/** How a word is heard, and the first letters of its syllables. */
export function soundOf(word: string): Sound {
  const syllables = pinyin(word, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
  return { sound: heard(syllables.join('')), initials: syllables.map((one) => one.charAt(0)).join('') }
}

/** The sound of each character where it stands, for the parts of a text. */
export const syllablesOf = (text: string): readonly string[] => pinyin(text, { toneType: 'none', type: 'array', v: true })
