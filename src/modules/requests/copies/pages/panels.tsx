import { FileIcon, inBytes } from '../../../../ui/form.tsx'
import { type Copy, copiesSeen, coveredIn, momentOf, standing } from '../copy.ts'
import type { StaffRequestProps } from '../../pages/staff-request-props.ts'

type Of = Pick<StaffRequestProps, 'request' | 'copies'>
export const copiesPath = (number: string): string => `/staff/requests/${number}/copies`

/** Size, pages and what was covered, as everybody reads them. */
export const CopyFacts = ({ copy }: { copy: Copy }) => (
  <span class="small muted">
    {inBytes(copy.size)}
    {copy.pages !== null && `，${copy.pages} 页`}
    {`。${coveredIn(copy)}`}
  </span>
)

const CopyList = ({ number, copies }: { number: string; copies: readonly Copy[] }) => (
  <ul class="files">
    {copies.map((copy) => (
      <li>
        <FileIcon />
        <div>
          <a href={`${copiesPath(number)}/${copy.id}`}>{copy.name}</a>
          <br />
          <CopyFacts copy={copy} />
          {copy.openedAt && (
            <>
              <br />
              <span class="small">申请人 {momentOf(copy.openedAt)} 首次打开</span>
            </>
          )}
        </div>
      </li>
    ))}
  </ul>
)

/** On the page of an answer: the files that go with it, and whether the applicant has opened them. */
export const CopiesPanel = ({ request, copies, viewer }: Of & Pick<StaffRequestProps, 'viewer'>) => {
  if (viewer.role === 'handling-department' || request.erasedOn !== null) return null
  const own = standing(copies, request)
  const { stage } = request.state
  // Whoever reviews or signs now has them beside the step.
  const isListed = (viewer.role === 'reviewer' && stage === 'drafted') || (viewer.role === 'signer' && stage === 'reviewed')
  return (
    <section class="panel">
      <h2>提供给申请人的文件</h2>
      {own.length === 0 ? <p class="muted">还没有选。</p> : !isListed && <CopyList number={request.number} copies={own} />}
      <p class="mt-3">
        <a href={copiesPath(request.number)}>{viewer.role === 'information-officer' ? '选文件、撤下、看打开的时间' : '看列入和打开的时间'}</a>
      </p>
    </section>
  )
}

/** What whoever reviews or signs lets out besides the answer. */
export const CopiesSeen = ({ request, copies }: Of) => {
  const own = standing(copies, request)
  return (
    <>
      <input type="hidden" name="copies" value={copiesSeen(copies, request)} />
      {own.length === 0 ? <p class="mt-2">没有随答复提供的文件。</p> : <p class="mt-2">随答复提供 {own.length} 份文件：</p>}
      {own.length > 0 && <CopyList number={request.number} copies={own} />}
    </>
  )
}
