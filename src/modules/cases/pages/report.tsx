import { islands } from '../../../ui/assets.ts'
import { ErrorSummary, type FieldErrors, Select, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import type { Street } from '../../organizations/index.ts'
import { MOST_PHOTOS, type Photo } from '../../photos/index.ts'
import { ACCESSES, accessName } from '../kinds.ts'
import { LONGEST_TEXT } from '../report-form.ts'
import { TileIcon, Tiles } from './tiles.tsx'

// A telephone's camera gives one picture at a time, and the next takes its place: a field for each, and one for pictures already taken.
const SHOTS: readonly { readonly id: string; readonly label: string; readonly camera: boolean }[] = [
  { id: 'photos', label: '拍问题', camera: true },
  { id: 'around', label: '拍周围的标志物', camera: true },
  { id: 'album', label: '或者从相册选，可以选几张', camera: false },
]

const PhotoField = ({ errors, photos }: { errors: FieldErrors; photos: readonly Photo[] }) => (
  <fieldset class={errors['photos'] ? 'field bad' : 'field'}>
    <legend>
      现场照片 <span class="optional">可不填，有照片办得更快</span>
    </legend>
    <span class="hint" id="photos-h">
      最多 {MOST_PHOTOS} 张。人脸和车牌会在公开前遮盖。
    </span>
    {errors['photos'] && (
      <span class="error" id="photos-e">
        {errors['photos']}
      </span>
    )}
    {photos.length > 0 && (
      <p class="hint">
        已收到 {photos.length} 张，不用再选。
        <input type="hidden" name="kept" value={photos.length} />
      </p>
    )}
    <div class="upload mt-2 stack">
      {SHOTS.map(({ id, label, camera }) => (
        <div>
          <label for={id}>{label}</label>
          <input
            id={id}
            name="photos"
            type="file"
            accept="image/*"
            capture={camera ? 'environment' : null}
            multiple={camera ? null : true}
            aria-describedby={errors['photos'] ? 'photos-h photos-e' : 'photos-h'}
          />
        </div>
      ))}
    </div>
  </fieldset>
)

const PlaceFields = ({ values, errors, streets }: { values: Values; errors: FieldErrors; streets: readonly Street[] }) => (
  <>
    <input type="hidden" name="place" value={values['place'] ?? ''} />
    <input type="hidden" name="placeSource" value={values['placeSource'] ?? 'address'} />
    <div class="group">
      <h2>在哪里</h2>
      <p class="row mt-2">
        <button class="button plain" type="button" data-locate hidden>
          用手机定位
        </button>
        <button class="button plain" name="go" value="map">
          在地图上选点
        </button>
        <span class="muted" data-located role="status">
          {values['place'] ? '已选定位置。可以再写附近的标志物' : ''}
        </span>
      </p>
      <Select
        values={values}
        errors={errors}
        name="street"
        label="街道"
        optional
        options={[{ value: '', label: '不清楚' }, ...streets.map(({ code, name }) => ({ value: code, label: `${name}街道` }))]}
      />
      <TextField
        values={values}
        errors={errors}
        name="address"
        label="具体位置"
        hint="路名加门牌，或附近的标志物，如“南横街 12 号对面公交站旁”。已定位的可以不写。"
        autocomplete="off"
      />
      <Select values={values} errors={errors} name="access" label="是什么地方" options={ACCESSES.map((value) => ({ value, label: accessName[value] }))} />
    </div>
  </>
)

export type ReportProps = PublicFrame & {
  formKey: string
  values: Values
  errors: FieldErrors
  photos: readonly Photo[]
  streets: readonly Street[]
  /** The promise the hall makes for screening, in words. */
  screening: string
}

/** `/report`: the whole of it works without script, map or telephone. */
export const ReportPage = (p: ReportProps) => (
  <PublicPage {...p} title="我要上报" current="report" crumbs={[{ label: '我要上报' }]} description="上报城市管理问题">
    <div class="wrap split mt-4">
      <form action="/report" method="post" enctype="multipart/form-data" novalidate>
        <h1>随手拍</h1>
        <p class="lead">看到城市管理问题，拍下来告诉我们。不用注册。</p>
        <ErrorSummary errors={p.errors} />
        <p class="notice soon mt-4">
          <TileIcon tile="danger" />
          <span>燃气泄漏、人员被困等紧急情况，请先打 110、119 或 120。</span>
        </p>
        <input type="hidden" name="key" value={p.formKey} />
        {/* Enter in a field presses the first button of a form: without this one it would open the map. */}
        <div class="on-enter" aria-hidden="true">
          <button tabindex="-1">提交上报</button>
        </div>
        <PhotoField errors={p.errors} photos={p.photos} />
        <Tiles values={p.values} errors={p.errors} />
        <PlaceFields values={p.values} errors={p.errors} streets={p.streets} />
        <div class="group">
          <h2>还想说的</h2>
          <TextArea values={p.values} errors={p.errors} name="description" label="补充说明" optional rows={3} hint={`最多 ${LONGEST_TEXT} 字`} />
          <div class="pair">
            <TextField
              values={p.values}
              errors={p.errors}
              name="phone"
              label="手机号"
              optional
              type="tel"
              inputmode="tel"
              autocomplete="tel"
              hint="用来发放奖励，不公开"
            />
            <TextField
              values={p.values}
              errors={p.errors}
              name="email"
              label="邮箱"
              optional
              type="email"
              autocomplete="email"
              hint="每一步进展和评价链接发到这里，不公开"
            />
          </div>
          <label class="choice mt-4">
            <input type="checkbox" name="anonymous" value="yes" checked={p.values['anonymous'] === 'yes'} />
            <span>
              匿名上报<span class="hint">匿名也会受理，但收不到消息和奖励。不留手机和邮箱，凭编号和查询码一样能查、能评价。</span>
            </span>
          </label>
        </div>
        <p class="mt-4">
          <button class="button wide">提交上报</button>
        </p>
      </form>
      <aside class="stack">
        <section class="panel">
          <h2>提交之后</h2>
          <ol class="timeline">
            <li>
              <h3>马上得到编号</h3>
              <p class="muted">凭编号和查询码查进展，不用登录。</p>
            </li>
            <li>
              <h3>甄别</h3>
              <p class="muted">{p.screening}内告诉您是否立案；不立案会说明理由。</p>
            </li>
            <li>
              <h3>派遣和处置</h3>
              <p class="muted">派给谁、限多久，立案时就公开。</p>
            </li>
            <li>
              <h3>核查和评价</h3>
              <p class="muted">核查通过才结案，请您评价结果。</p>
            </li>
          </ol>
        </section>
        <section class="panel extra">
          <h2>奖励怎么给</h2>
          <p>立案即按立案条件的级别奖励，同一问题奖励最先上报的人。封闭和半封闭小区内的问题，按单独标准执行。</p>
        </section>
      </aside>
    </div>
    <script src={islands.place.path} defer />
  </PublicPage>
)
