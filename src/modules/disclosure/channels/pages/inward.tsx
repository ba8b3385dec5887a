import { ErrorSummary, type FieldErrors, FileField, Select, TextField, type Values } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { COLUMNS } from '../../columns.ts'
import { SHEET_HEADS } from '../inward/read-sheet.ts'

/** `/staff/channels/inward`. */
export const InwardPage = (p: ConsoleFrame & { values: Values; errors: FieldErrors }) => (
  <ConsolePage {...p} title="取入其他系统的信息">
    <p class="muted">先看一遍有哪些、哪些取过，再选要取的。取来的是草稿，照样要保密审查、审核，才会公开。</p>
    <ErrorSummary errors={p.errors} />
    <form class="panel mt-3" method="post" action="/staff/channels/inward" enctype="multipart/form-data" novalidate>
      <TextField
        {...p}
        name="url"
        label="网址"
        optional
        inputmode="url"
        autocomplete="off"
        hint="RSS、Atom、JSON Feed，或者另一个平台的接口，如 https://example.gov.cn/api/v1/items"
      />
      <FileField
        name="file"
        label="或者选一个文件"
        accept=".xlsx,.xml,.rss,.atom,.json"
        errors={p.errors}
        hint={`Excel（.xlsx）、RSS、Atom 或 JSON。Excel 第一行是表头：${SHEET_HEADS.join('、')}，只有标题和成文日期必须有`}
        optional
      />
      <TextField {...p} name="name" label="来自哪个单位或者系统" hint="选文件的要填；同一个来源每次写成一样的" autocomplete="off" />
      <Select
        {...p}
        name="column"
        label="没有写栏目的放到"
        options={[{ value: '', label: '不放，要求写栏目' }, ...COLUMNS.map(({ code, name }) => ({ value: code, label: name }))]}
      />
      <p class="row mt-3">
        <button class="button">读出来看看</button>
        <a href="/staff/channels">回到渠道和送达</a>
      </p>
    </form>
  </ConsolePage>
)
