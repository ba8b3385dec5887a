import { FileIcon, inBytes } from '../../../ui/form.tsx'
import type { ItemFile } from '../item.ts'
import { Hidden } from './draft.tsx'

/** The files of an item as the office sees them: what stays inside, what hides in each, and what did not come into the words. */
export const StaffFiles = ({ number, files }: { number: string; files: readonly ItemFile[] }) =>
  files.length === 0 ? null : (
    <>
      <h3 class="mt-4">原件和附件</h3>
      {files.map(({ id, name, size, hidden, personal = [], left = [], inside }) => (
        <div class="mt-2">
          <p>
            <FileIcon /> <a href={`/staff/disclosure/${number}/files/${id}`}>{name}</a> <span class="muted">{inBytes(size)}</span>{' '}
            {inside && <span class="badge grey">只供内部留存，不公开</span>}
            {!inside && hidden?.length === 0 && <span class="muted">没有发现看不见的内容，作者等属性已删去</span>}
            {!inside && hidden === undefined && <span class="muted">没有检查过</span>}
          </p>
          {!inside && hidden && <Hidden hidden={hidden} />}
          {!inside && personal.length > 0 && (
            <p class="notice">文字里好像有个人信息：{personal.join('、')}。公开前遮盖或者去掉；照样公开的，由保密审查人写明理由。</p>
          )}
          {left.length > 0 && <LeftOut left={left} />}
        </div>
      ))}
    </>
  )

/** What did not come into the words, for whoever writes them and whoever reviews them. */
export const LeftOut = ({ left }: { left: readonly string[] }) => (
  <div class="mt-3" role="note">
    <p>
      <b>没有带进正文的内容</b>
    </p>
    <ul class="bullets">
      {left.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </div>
)
