import { inChinese } from '../../../../kernel/plain-date.ts'
import { type FieldErrors, TextArea, type Values } from '../../../../ui/form.tsx'
import { petitionStageName } from '../lifecycle.ts'
import type { OwnSuggestion } from '../suggest.ts'

type Props = { request: { readonly number: string }; suggestion: OwnSuggestion | null; formKey: string; values: Values; errors: FieldErrors }

/** On the applicant's page of a request that was given: the suggestion to publish it, and what became of that (条例第四十四条第二款). */
export const Suggest = ({ request, suggestion, formKey, values, errors }: Props) => (
  <section class="panel no-print">
    <h2>建议主动公开</h2>
    {suggestion ? (
      <>
        <p class="small">
          {inChinese(suggestion.state.receivedOn)}收到您的建议（{suggestion.number}），{petitionStageName[suggestion.state.stage]}。
          {suggestion.state.declined?.reason}
        </p>
        {suggestion.state.published && (
          <p class="small">
            <a href={`/disclosure/${suggestion.state.published.item}`}>{suggestion.title ?? `信息 ${suggestion.state.published.item}`}</a>
          </p>
        )}
      </>
    ) : (
      <details class="do" open={errors['why'] !== undefined}>
        <summary>许多人都需要它，建议公开给所有人</summary>
        <form action={`/requests/track/${request.number}/suggest`} method="post" class="stack">
          <input type="hidden" name="key" value={formKey} />
          <TextArea values={values} errors={errors} name="why" label="为什么" rows={3} hint="不写个人信息" />
          <button class="button plain wide">提交建议</button>
        </form>
      </details>
    )}
  </section>
)
