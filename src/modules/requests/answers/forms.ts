import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Values } from '../../../ui/form.tsx'
import type { AnswerContent, AnswerLink } from './answer.ts'
import type { AnswerStep } from './lifecycle.ts'
import type { AnswerOrder } from './steps.ts'

const LINK = /^(?:https?:\/\/[^/\s]+)?\/disclosure\/(20\d\d-\d{1,9})(?:\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?\/?$/
const NUMBER = /^20\d\d-\d{1,9}$/

/** One a line: the number or the address of a published item, or the address of one of its files. */
function linksIn(text: string): readonly AnswerLink[] | Refusal<'invalid'> {
  const links: AnswerLink[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const [, item = '', file = null] = LINK.exec(line) ?? []
    if (item === '' && !NUMBER.test(line))
      return refuse('invalid', `“${line.slice(0, 60)}”不是本平台公开信息的地址：每行写一条，如 2019-00012，或者 /disclosure/2019-00012`)
    links.push({ item: item || line, file })
  }
  return links
}

export function contentIn(values: Values): AnswerContent | Refusal<'invalid'> {
  const links = linksIn(values['links'] ?? '')
  const text = (name: string): string => (values[name] ?? '').replaceAll('\r\n', '\n').trim()
  return 'refused' in links ? links : { title: text('title'), asked: text('asked'), answered: text('answered'), links }
}

/** The fields of the form as a content fills them. */
export const valuesOf = ({ title, asked, answered, links }: AnswerContent): Values => ({
  title,
  asked,
  answered,
  links: links.map(({ item, file }) => (file === null ? item : `/disclosure/${item}/files/${file}`)).join('\n'),
})

export function orderIn(step: AnswerStep, values: Values): AnswerOrder | Refusal<'invalid'> {
  if (step === 'release') return { step }
  if (step !== 'edit') return { step, reason: (values['reason'] ?? '').trim() }
  const content = contentIn(values)
  return 'refused' in content ? content : { step, content }
}
