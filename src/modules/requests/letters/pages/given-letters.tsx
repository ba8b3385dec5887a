import { inChinese } from '../../../../kernel/plain-date.ts'
import { FileIcon } from '../../../../ui/form.tsx'
import { deliveryTold, isUnderway, letterOf } from '../../../letters/index.ts'
import type { GivenLetter } from '../given-letters.ts'

/** On the applicant's page: what was written to her, with how each letter came to her. */
export const GivenLetters = ({ number, letters }: { number: string; letters: readonly GivenLetter[] }) =>
  letters.length === 0 ? null : (
    <section class="panel">
      <h2>给您的文书</h2>
      <ul class="files">
        {letters.map((letter) => (
          <li>
            <FileIcon />
            <div>
              <a href={`/requests/track/${number}/letters/${letter.id}`}>{letterOf(letter.code).name}</a>
              <br />
              <span class="small muted">
                {letter.number ?? ''}　{inChinese(letter.madeOn)}
              </span>
              {letter.posted.deliveries.map((one) => (
                <p class="small muted">
                  {deliveryTold(one, letter.posted.keptBack === null)}
                  {one.way === 'email' && isUnderway(one) && '，您在本页打开即为送达'}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
