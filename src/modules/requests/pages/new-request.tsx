import { islands } from '../../../ui/assets.ts'
import { ErrorSummary, type FieldErrors, FileIcon, inBytes, Radios, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { ACCEPTED_ENDINGS, type Attachment, MOST_FILES } from '../../files/index.ts'
import type { Offers } from '../answers/offers.ts'
import { FindFirst } from '../answers/pages/offers.tsx'
import { APPLICANT_KINDS, applicantKindName, DELIVERY_WAYS, deliveryWayName, FORMATS, formatName } from '../kinds.ts'

export const kindOptions = APPLICANT_KINDS.map((value) => ({
  value,
  label: value === 'natural_person' ? '公民（自然人）' : `法人或其他组织：${applicantKindName[value]}`,
}))
export const wayOptions = DELIVERY_WAYS.map((value) => ({ value, label: deliveryWayName[value] }))
export const formatOptions = FORMATS.map((value) => ({ value, label: formatName[value] }))

/** The fields art 29 of the 条例 asks for; shared by the public form and the registration of a paper. */
export const ApplicationFields = ({ values, errors, staff }: { values: Values; errors: FieldErrors; staff?: boolean }) => {
  const f = { values, errors }
  return (
    <>
      <div class="group">
        <h2>一、申请人</h2>
        <Radios {...f} name="kind" label="申请人是" options={kindOptions} />
        <TextField {...f} name="name" label="姓名或者名称" autocomplete={staff ? 'off' : 'name'} />
        <TextField {...f} name="identity" label="身份证明" hint="公民填证件名称和号码，如“居民身份证 1101……”；组织填统一社会信用代码" autocomplete="off" />
        <TextField {...f} name="contact" label="联系人" optional hint="申请人是组织的，填经办人姓名" autocomplete="off" />
        <div class="pair">
          <TextField {...f} name="phone" label="联系电话" type="tel" autocomplete={staff ? 'off' : 'tel'} />
          <TextField {...f} name="email" label="电子邮箱" type="email" optional autocomplete={staff ? 'off' : 'email'} />
        </div>
        <TextField {...f} name="address" label="通信地址" optional hint="选择邮寄的必须填写" autocomplete={staff ? 'off' : 'street-address'} />
      </div>
      <div class="group">
        <h2>二、需要的信息</h2>
        <TextArea {...f} name="subject" label="信息的名称、文号或者其他特征" rows={5} hint="谁制作的、哪一年的、关于什么事。一份申请只写一件事，答复更快。" />
      </div>
      <div class="group">
        <h2>三、怎样提供</h2>
        <Radios {...f} name="format" label="信息的形式" options={formatOptions} />
        <Radios {...f} name="way" label="获取的方式" options={wayOptions} />
      </div>
    </>
  )
}

export const KeptFiles = ({ files, formId }: { files: readonly Attachment[]; formId?: string }) =>
  files.length === 0 ? null : (
    <ul class="files">
      {files.map((file) => (
        <li>
          <FileIcon />
          <div>
            {file.name}
            <br />
            <span class="small muted">{inBytes(file.size)}　已收到，不用再选</span>
          </div>
          {formId && <span />}
        </li>
      ))}
    </ul>
  )

type Props = PublicFrame & {
  formKey: string
  values: Values
  errors: FieldErrors
  files: readonly Attachment[]
  offers: Offers | null
  /** The case of the hall it comes of. */
  fromCase: string | undefined
}

export const NewRequestPage = (p: Props) => (
  <PublicPage {...p} title="申请公开政府信息" current="requests" crumbs={[{ label: '依申请公开', href: '/requests' }, { label: '填申请表' }]}>
    <div class="wrap split mt-4">
      <div>
        <h1>申请公开政府信息</h1>
        <p class="lead mt-2">填得越具体，答复越快。不需要说明用途，不收申请费。</p>
        <ErrorSummary errors={p.errors} />
        {p.fromCase && (
          <p class="notice block mt-3">
            由您的上报 {p.fromCase} 转来，您写的内容已经带到第二部分，可以改。一件上报只转一份申请；提交之日是收到申请之日（条例第三十一条）。
          </p>
        )}
        {Object.keys(p.errors).length === 0 && <FindFirst offers={p.offers} />}
        <form class="mt-5" action="/requests/new" method="post" enctype="multipart/form-data" novalidate data-offers="/requests/offers">
          <input type="hidden" name="key" value={p.formKey} />
          <input type="hidden" name="offered" value={p.values['offered'] ?? ''} />
          {p.fromCase && <input type="hidden" name="case" value={p.values['case'] ?? ''} />}
          <ApplicationFields values={p.values} errors={p.errors} />
          <div class={p.errors['files'] ? 'field bad' : 'field'}>
            <label for="files">
              附件 <span class="optional">可不填</span>
            </label>
            <span class="hint" id="files-h">
              身份证明、文件线索等，最多 {MOST_FILES} 个，每个不超过 10 MB：{ACCEPTED_ENDINGS.join(' ')}
            </span>
            {p.errors['files'] && (
              <span class="error" id="files-e">
                {p.errors['files']}
              </span>
            )}
            <KeptFiles files={p.files} />
            <span class="upload mt-3">
              <input id="files" name="files" type="file" multiple accept={ACCEPTED_ENDINGS.join(',')} aria-describedby="files-h" />
            </span>
          </div>
          <p class="row mt-6">
            <button class="button">提交申请</button>
          </p>
          <p class="small muted mt-3">您填写的个人信息只用于办理本件申请，加密保存。</p>
        </form>
      </div>
      <aside class="stack">
        <section class="panel">
          <h2>期限从哪天算</h2>
          <ol class="timeline">
            <li>
              <h3>收到</h3>
              <p class="muted">
                平台给出编号，即为双方确认，当日不计。
                <br />
                《条例》第三十一条
              </p>
            </li>
            <li>
              <h3>7 个工作日内</h3>
              <p class="muted">
                写得不清楚的，只通知补正一次。
                <br />
                第三十条
              </p>
            </li>
            <li>
              <h3>20 个工作日内</h3>
              <p class="muted">
                答复您。确需延长的会告知，最多再加 20 个工作日。
                <br />
                第三十三条
              </p>
            </li>
          </ol>
        </section>
        <section class="panel">
          <h2>不方便上网</h2>
          <p>
            可以当面提交、邮寄或者传真。书写有困难的，可以口头申请，由我们代为填写。<a href="/requests">受理点和联系方式</a>
          </p>
        </section>
      </aside>
    </div>
    <script src={islands.offers.path} defer />
  </PublicPage>
)
