import type { Compared } from '../kernel/compare.ts'
import type { Child } from './jsx-runtime.ts'

const wordsOf = ({ text, parts }: Compared): Child => (parts ? parts.map((part): Child => (part.mark ? <b>{part.text}</b> : part.text)) : text)

/** A comparison line by line; in a line that was changed the words that came or went stand out. */
export const ComparedList = ({ compared }: { compared: readonly Compared[] }) =>
  compared.length === 0 ? (
    <p>文字没有变化。</p>
  ) : (
    <ul class="compared mt-3">
      {compared.map((one) => (
        <li>{one.kind === 'added' ? <ins>{wordsOf(one)}</ins> : one.kind === 'removed' ? <del>{wordsOf(one)}</del> : <span class="muted">{one.text}</span>}</li>
      ))}
    </ul>
  )
