import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Content, ItemFile } from './item.ts'

/** Why the files of an item cannot go out: something hides in those that are not marked 只供内部留存. Names each, with what, where and how it is removed. */
export function filesFault({ files }: Pick<Content, 'files'>): Refusal<'invalid'> | undefined {
  const faults = files.filter(({ inside }) => !inside).flatMap(faultOf)
  return faults.length === 0
    ? undefined
    : refuse('invalid', `${faults.join('')}可以换上干净的文件、取消勾选，或者在“改稿”里勾选“只供内部留存，不公开”`, '条例第十七条')
}

function faultOf({ name, hidden }: ItemFile): readonly string[] {
  if (hidden === undefined) return [`“${name}”没有检查过有没有看不见的内容，请重新上传。`]
  return hidden.length === 0 ? [] : [`“${name}”里有看不见的内容，不能照原样公开：${hidden.map((one, i) => `${i + 1}. ${one}`).join('；')}。`]
}
