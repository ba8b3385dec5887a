import type { Values } from '../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { Carried } from './report-after.tsx'

/** A tap on a map without script: a picture that is a button says where it was pressed. First the street, then the spot. */
export const ReportMapPage = (p: PublicFrame & { values: Values; picture: string; width: number; height: number; near: boolean; around: string }) => (
  <PublicPage {...p} title="在地图上选点" current="report" crumbs={[{ label: '我要上报', href: '/report' }, { label: '在地图上选点' }]}>
    <div class="wrap narrow mt-4">
      <h1>{p.near ? '点问题所在的位置' : '先点所在的街道'}</h1>
      <p class="muted">{p.near ? '点一下就选定，回到上报页。' : '点一下放大。'}示意图，非测绘成果。</p>
      <form method="post" action="/report" class="mt-4">
        <Carried values={p.values} but={['around']} />
        <input type="hidden" name="around" value={p.around} />
        <input class="map-tap" type="image" name="at" src={p.picture} width={p.width} height={p.height} alt={p.near ? '地图：选定这一点' : '地图：放大这里'} />
      </form>
      <form method="post" action="/report" class="row mt-4">
        <Carried values={p.values} but={['around']} />
        <button class="button plain" name="go" value="back">
          不选了，回去写地址
        </button>
        {p.near && (
          <button class="button plain" name="go" value="map">
            看整个区
          </button>
        )}
      </form>
    </div>
  </PublicPage>
)
