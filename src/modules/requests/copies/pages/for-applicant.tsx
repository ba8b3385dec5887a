import { FileIcon } from '../../../../ui/form.tsx'
import type { Copy } from '../copy.ts'
import { CopyFacts } from './panels.tsx'

/** On the applicant's page: the files that came with the answer. */
export const CopiesForApplicant = ({ number, copies }: { number: string; copies: readonly Copy[] }) =>
  copies.length === 0 ? null : (
    <section class="panel mt-4">
      <h2>提供给您的文件</h2>
      <ul class="files">
        {copies.map((copy) => (
          <li>
            <FileIcon />
            <div>
              <a href={`/requests/track/${number}/copies/${copy.id}`}>{copy.name}</a>
              <br />
              <CopyFacts copy={copy} />
            </div>
          </li>
        ))}
      </ul>
      {copies.some(({ product }) => product !== null) && <p class="small mt-3">遮盖的地方依法不予公开，依据写在遮盖处（条例第三十七条）。</p>}
    </section>
  )
