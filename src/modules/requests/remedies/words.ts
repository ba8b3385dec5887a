import { type Refusal, refuse } from '../../../kernel/refusal.ts'

const LONGEST_WORDS = 4_000 // office setting

export const tooLong = (words: string): Refusal | undefined =>
  words.length > LONGEST_WORDS ? refuse('invalid', `最多 ${LONGEST_WORDS} 字，更多的请放在附件里`) : undefined
export const spoken = (words: string, otherwise: string, law?: string): Refusal | undefined =>
  words.trim() ? tooLong(words) : refuse('invalid', otherwise, law)
