import { islands } from '../../../ui/assets.ts'
import type { Photo } from '../../photos/index.ts'
import { roleWord } from '../case-photos.ts'
import { momentText } from '../moment-text.ts'
import type { DeskCaseProps } from './desk-props.ts'

const SCREENED = { held: '未甄别，公众看不到', released: '已公开', withheld: '不公开' } as const

/** Every photo of the case, and the decision whether the public sees it. */
export const DeskPhotos = (p: DeskCaseProps) =>
  p.photos.length === 0 ? null : (
    <section class="panel">
      <h2>照片</h2>
      <div class="photos">
        {p.photos.map((photo, i) => (
          <OnePhoto number={p.one.number} photo={photo} nth={i + 1} mayScreen={p.viewer.role !== 'handler' && p.viewer.role !== 'leader'} />
        ))}
      </div>
      <script src={islands.redact.path} defer />
    </section>
  )

const OnePhoto = ({ number, photo, nth, mayScreen }: { number: string; photo: Photo; nth: number; mayScreen: boolean }) => {
  const path = `/staff/cases/${number}/photos/${photo.id}`
  return (
    <figure>
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
        <Screening path={path} picture={`${path}/full-${photo.fullSha256}.jpg`} nth={nth} released={photo.screened === 'released'} />
      )}
    </figure>
  )
}

const Screening = ({ path, picture, nth, released }: { path: string; picture: string; nth: number; released: boolean }) => (
  <>
    <form method="post" action={`${path}/screen`} class="row">
      {!released && (
        <button class="button plain" name="decision" value="released">
          公开第 {nth} 张
        </button>
      )}
      <details>
        <summary>不公开</summary>
        <input class="input" name="reason" aria-label={`第 ${nth} 张不公开的理由`} placeholder="不公开的理由" />
        <button class="button plain" name="decision" value="withheld">
          不公开
        </button>
      </details>
    </form>
    <form method="post" action={`${path}/redact`} class="row">
      <details>
        <summary>遮盖人脸、车牌</summary>
        <div class="redact" data-redact hidden>
          <img src={picture} alt={`第 ${nth} 张，按住拖出要遮盖的一块`} loading="lazy" draggable="false" />
          <span />
        </div>
        {(['left', 'top', 'width', 'height'] as const).map((name) => (
          <label>
            {SIDES[name]}（%） <input class="input short" name={name} inputmode="numeric" autocomplete="off" />
          </label>
        ))}
        <button class="button plain">遮盖</button>
      </details>
    </form>
  </>
)
const SIDES = { left: '左边', top: '上边', width: '宽', height: '高' } as const
