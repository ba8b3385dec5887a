import { islands } from './assets.ts'
import { HOLE } from './frame.ts'

/** After so long without a touch the screen of a reading place is cleared; without script, so long after a page was opened. */
const KIOSK_SECONDS = { touched: 90, plain: 300 } // office setting
export const KioskRefresh = () => (
  <noscript>
    <meta http-equiv="refresh" content={`${KIOSK_SECONDS.plain};url=/kiosk/end`} />
  </noscript>
)

/** What stands at the foot of every page on the screen of a reading place. Hole: the address of the page. */
export const KioskBar = () => (
  <aside class="kiosk no-print" data-kiosk={String(KIOSK_SECONDS.touched)} aria-label="查询点">
    <div class="wrap row">
      <a class="button plain" href="/">
        回首页
      </a>
      <button class="button plain" type="button" data-kiosk-print hidden>
        打印本页
      </button>
      <form method="post" action="/kiosk/end">
        <button class="button">用完了，清除记录</button>
      </form>
      <strong data-kiosk-told role="status" />
      <img class="qr" src={`/kiosk/qr.svg?path=${HOLE}`} alt="用手机扫码，接着看这一页" width="96" height="96" />
    </div>
    <script src={islands.kiosk.path} defer />
  </aside>
)
