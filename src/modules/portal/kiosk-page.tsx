import { type PublicFrame, PublicPage } from '../../ui/page.tsx'

/** `/kiosk`: for whoever sets up the screen. */
export const KioskPage = (p: PublicFrame) => (
  <PublicPage {...p} title="公共查阅点" crumbs={[{ label: '公共查阅点' }]}>
    <div class="wrap narrow stack mt-4">
      <h1>把这台机器设为查询点</h1>
      <p>档案馆、图书馆、政务服务大厅的公共查阅点和信息查询点用（政府信息公开条例第二十五条）。设定以后：</p>
      <ul class="newest">
        <li>字大、按钮大；页面底部有“回首页”“打印本页”和一个二维码，读者可以用手机扫码接着看。</li>
        <li>点“用完了，清除记录”，或者一段时间没有人碰屏幕，就清除上一位读者的记录，回到首页。</li>
        <li>没有工作人员登录入口。</li>
      </ul>
      {p.look.kiosk ? (
        <form method="post" action="/kiosk/leave">
          <p class="notice">这台机器已经是查询点。</p>
          <button class="button plain mt-4">不再作查询点</button>
        </form>
      ) : (
        <form method="post" action="/kiosk">
          <button class="button">设为查询点</button>
        </form>
      )}
      <p class="muted">浏览器请用无痕方式全屏打开，并关掉记住表单和密码的功能；打印机由浏览器直接使用。</p>
    </div>
  </PublicPage>
)
