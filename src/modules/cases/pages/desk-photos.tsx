import { islands } from '../../../ui/assets.ts'
import type { Photo } from '../../photos/index.ts'
import { roleWord } from '../case-photos.ts'
import { SCREENING_ROLES } from '../desk.ts'
import { momentText } from '../moment-text.ts'
import type { DeskCaseProps, RefusedPhoto } from './desk-props.ts'

const SCREENED = { held: '未甄别，公众看不到', released: '已公开', withheld: '不公开' } as const

/** Every photo of the case, and the decision whether the public sees it. */
export const DeskPhotos = (p: DeskCaseProps) =>
  p.photos.length === 0 ? null : (
    <section class="panel" id="photos">
      <h2>照片</h2>
      <div class="photos">
        {p.photos.map((photo, i) => (
          <OnePhoto
            number={p.one.number}
            photo={photo}
            nth={i + 1}
            mayScreen={SCREENING_ROLES.includes(p.viewer.role)}
            refused={p.refusedPhoto?.id === photo.id ? p.refusedPhoto : undefined}
          />
        ))}
      </div>
      <script src={islands.redact.path} defer />
    </section>
  )

type OneProps = { number: string; photo: Photo; nth: number; mayScreen: boolean; refused: RefusedPhoto | undefined }
const OnePhoto = ({ number, photo, nth, mayScreen, refused }: OneProps) => {
  const path = `/staff/cases/${number}/photos/${photo.id}`
  return (
    <figure id={`photo-${photo.id}`}>
      {photo.state === 'ready' ? (
        <a href={`${path}/full-${photo.fullSha256}.jpg`}>
          <img src={`${path}/thumb-${photo.thumbSha256}.jpg`} alt={photo.alt || `第 ${nth} 张，${roleWord(photo.role)}`} loading="lazy" />
        </a>
      ) : (
        <p class="muted">{photo.state === 'waiting' ? '照片还在处理' : (photo.refusedBecause ?? '照片没有处理成功')}</p>
      )}
      <figcaption>
        {nth}. {roleWord(photo.role)}，{momentText(photo.uploadedAt)}
        <br />
        {SCREENED[photo.screened]}
        {photo.screenedBecause && `：${photo.screenedBecause}`}
      </figcaption>
      {mayScreen && photo.state === 'ready' && (
        <Screening path={path} picture={`${path}/full-${photo.fullSha256}.jpg`} nth={nth} released={photo.screened === 'released'} refused={refused} />
      )}
    </figure>
  )
}

type ScreeningProps = { path: string; picture: string; nth: number; released: boolean; refused: RefusedPhoto | undefined }
/** A form for each decision: Enter beside the reason must not press the button that releases. */
const Screening = ({ path, picture, nth, released, refused }: ScreeningProps) => (
  <>
    {!released && (
      <form method="post" action={`${path}/screen`}>
        <Refused refused={refused} form="released" />
        <button class="button plain" name="decision" value="released">
          公开第 {nth} 张
        </button>
      </form>
    )}
    <form method="post" action={`${path}/screen`}>
      <details class="do" open={refused?.form === 'withheld' ? true : null}>
        <summary>不公开</summary>
        <div class="stack tight">
          <Refused refused={refused} form="withheld" />
          <input
            class="input"
            name="reason"
            aria-label={`第 ${nth} 张不公开的理由`}
            aria-invalid={refused?.form === 'withheld' ? 'true' : null}
            placeholder="不公开的理由"
            value={refused?.form === 'withheld' ? (refused.values['reason'] ?? '') : ''}
          />
          <button class="button plain" name="decision" value="withheld">
            不公开
          </button>
        </div>
      </details>
    </form>
    <form method="post" action={`${path}/redact`}>
      <details class="do" open={refused?.form === 'redact' ? true : null}>
        <summary>遮盖人脸、车牌</summary>
        <div class="stack tight">
          <Refused refused={refused} form="redact" />
          <div data-redact hidden>
            <p class="hint">在照片上拖动，框住要遮盖的地方</p>
            <div class="redact">
              <img src={picture} alt={`第 ${nth} 张，按住拖出要遮盖的一块`} loading="lazy" draggable="false" />
              <span />
            </div>
          </div>
          <div class="row">
            {(['left', 'top', 'width', 'height'] as const).map((name) => (
              <label>
                {SIDES[name]}（%）{' '}
                <input
                  class="input short"
                  name={name}
                  inputmode="numeric"
                  autocomplete="off"
                  value={refused?.form === 'redact' ? (refused.values[name] ?? '') : ''}
                />
              </label>
            ))}
          </div>
          <button class="button plain">遮盖</button>
        </div>
      </details>
    </form>
  </>
)
const SIDES = { left: '左边', top: '上边', width: '宽', height: '高' } as const

const Refused = ({ refused, form }: { refused: RefusedPhoto | undefined; form: RefusedPhoto['form'] }) =>
  refused?.form === form ? <p class="error">{refused.because}</p> : null
