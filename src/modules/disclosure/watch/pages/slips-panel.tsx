import type { SlipFound } from '../tasks.ts'

/** What the machine would read again before it goes out; a person decides. */
export const SlipsPanel = ({ slips }: { slips: readonly SlipFound[] }) =>
  slips.length === 0 ? null : (
    <section class="panel" id="slips">
      <h2>校对：{slips.length} 处要看一看</h2>
      <p class="muted">机器按常见错别字、公文格式和个人信息的写法找出来的，可能没有错；不影响往下办。</p>
      <ul class="newest mt-2">
        {slips.map(({ found, says, before, after }) => (
          <li>
            {before}
            <mark>{found}</mark>
            {after}
            <span class="muted">　{says}</span>
          </li>
        ))}
      </ul>
    </section>
  )
