import type { Compared, Piece } from '../kernel/compared.ts'
import type { Child } from './jsx-runtime.ts'

/** What came and what went, paragraph by paragraph and within each. */
export const ComparedList = ({ compared }: { compared: readonly Compared[] }) =>
  compared.length === 0 ? (
    <p>文字没有变化。</p>
  ) : (
    <ul class="compared mt-3">
      {compared.map((one) => (
        <li>{one.kind === 'same' ? <span class="muted">{one.text}</span> : one.kind === 'changed' ? one.pieces.map(stretchOf) : stretchOf(one)}</li>
      ))}
    </ul>
  )

const stretchOf = ({ kind, text }: Piece): Child => (kind === 'added' ? <ins>{text}</ins> : kind === 'removed' ? <del>{text}</del> : text)
