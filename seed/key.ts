import { createHash } from 'node:crypto'
import { uuidOf } from '../src/kernel/uuid.ts'

/** The same sample has the same key on every machine. */
export const keyOf = (text: string): string => uuidOf(createHash('sha256').update(text).digest('hex'), 4)
