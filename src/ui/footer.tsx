/** What has been issued to the site; nothing is shown that has not. */
export type Marks = Readonly<Partial<Record<'organMark' | 'siteCode' | 'icp' | 'police' | 'host' | 'contact', string>>>
type Site = { readonly name: string; readonly phone: string; readonly address: string; readonly officeHours: string; readonly marks?: Marks }

const OrganMark = ({ href }: { href: string | undefined }) => {
  const words = (
    <span class="mark">
      党政
      <br />
      机关
    </span>
  )
  return href === undefined ? words : <a href={href}>{words}</a>
}
/** Numbers that were issued, and which are still to come. */
function marksText({ siteCode, icp, police }: Marks): string {
  const all = [
    ['网站标识码', siteCode, `网站标识码 ${siteCode}`],
    ['ICP 备案号', icp, icp],
    ['公安备案号', police, police],
  ] as const
  const missing = all.filter(([, value]) => value === undefined).map(([name]) => name)
  const issued = all.filter(([, value]) => value !== undefined).map(([, , words]) => words)
  return [...issued, ...(missing.length > 0 ? [`${missing.join('、')}：开通前由主办单位填写`] : [])].join('　')
}

/** The foot of every public page: who keeps the site, how to reach them, and the marks that were issued (国办发〔2017〕47号). */
export const Footer = ({ site }: { site: Site }) => (
  <footer class="footer">
    <div class="wrap row">
      <OrganMark href={site.marks?.organMark} />
      <div class="stack">
        <p>
          主办：{site.marks?.host ?? site.name}　<span class="nowrap">{site.marks?.contact ?? `电话 ${site.phone}`}</span>　{site.officeHours}
          <br />
          地址：{site.address}
        </p>
        <p class="muted">
          {marksText(site.marks ?? {})}　<a href="/site-map">网站地图</a>
        </p>
      </div>
    </div>
  </footer>
)
