import { plainDate } from '../src/kernel/plain-date.ts'
import { ensureStandard, type Kind, readSheets } from '../src/modules/standards/index.ts'
import type { House } from '../src/platform/house.ts'
import { type ConditionGroup, EVENT_GROUPS, PART_GROUPS } from './standard-conditions.ts'

// The codes and names of the standard-looking small classes of a published table that follows GB/T 30428.2; local additions are left out.
const PARTS = `01 公用设施：01上水井盖 02污水井盖 03雨水井盖 04雨水箅子 06路灯井盖 10热力井盖 11燃气井盖 14园林井盖 18化粪池井盖 23不明井盖 25供水器 26沟槽盖板 27通讯交接箱 28电力设施 29电力设施标识牌 30电力立杆 31通信立杆 37路灯 38地灯 39景观灯 40报刊亭 45自动售货机 46户外健身设施 49燃气调压站（箱） 50监控电子眼 51岗亭 52休息亭 54充电站（桩） 57露天燃气管道
02 交通设施：01停车场 04公交站亭（牌） 06过街天桥 07地下通道 08立交桥 09跨河桥 11限高架 12路名牌 17交通护栏 19渠化岛 20人行横道桩 21便道桩 24道路隔音屏 25非机动车停放点 30水域标示牌
03 市容环境设施：01公共厕所 02公厕指示牌 03化粪池 04垃圾中转站 05垃圾箱 06户外广告 07牌匾标识 08宣传栏
04 园林绿化设施：01古树名木 02行道树 04护树设施 05花钵花架 06雕塑 07街头座椅 08绿地护栏 09绿地附属设施 10喷泉
05 其他部件：03加油（气、电）站 04液化气站 06水域附属设施 07水域护栏 08防汛墙`
const EVENTS = `01 市容环境：01私搭乱建 02店面无证装修 03违章接坡 04建筑物外立面不洁 05阳台屋顶脏乱差 06擅挂彩旗 07沿街晾挂 08擅架管线 10暴露生活垃圾 11积存垃圾渣土 12道路不洁 13道路破损 14道路遗撒 17绿地脏乱 18绿化弃料 19非装饰性吊挂 20焚烧垃圾树叶 21病虫害 22非法伐树 25水域不洁 26河道污染 28商业噪音 29露天烧烤 30乱倒乱排污水 31餐厨垃圾遗撒 32非正规垃圾填埋场 33乱弃医疗废物 35废弃家具设备 36乱堆物堆料 37动物尸体 38擅养家禽家畜
02 宣传广告：01非法小广告 02街头散发广告 03违规户外广告 04广告语言文字不规范 05户外广告位置不合理 06违规牌匾标识 07违规标语宣传品
03 施工管理：01施工扰民 02施工占道 03无证掘路 04工地扬尘 05施工废弃料 06物料乱堆放 07工地围挡 08道路未硬化 09出入口破损 10未场光地净 11渣土车未密闭 12车轮夹带
04 街面秩序：01无照游商 02早（夜）市 04占道废品收购 05店外经营 06占道经营 10非机动车乱停
05 突发事件：01供水管破裂 02燃气 03排水 04热力 05路面塌陷 06道路积水 07积雪积冰 08架空线缆脱落
06 其他事件：02临街屠宰 04门前四（五）包`

const HEADINGS = ['大类代码', '大类名称', '小类代码', '小类名称', '立案条件', '处置时限', '分级时限', '结案条件', '奖励级别']

/** A sheet as an office would keep it, so that the samples come in by the same door as a file. */
function sheetOf(name: Kind, tree: string, groups: readonly ConditionGroup[], year: number) {
  const rows = tree.split('\n').flatMap((line) => {
    const [, major = '', majorName = '', minors = ''] = /^(\d\d) (.+)：(.+)$/.exec(line) ?? []
    return minors.split(' ').flatMap((minor) => {
      const [code, minorName] = [minor.slice(0, 2), minor.slice(2)]
      const lines = groups.find((group) => group.of.test(minorName))?.lines ?? []
      return lines.map((one) => {
        const [text = '', limit = '', closing = '', level = '', later] = one.split('|')
        const now = year >= 2026 ? (later ?? limit) : limit
        const stages = now.includes('；') ? now : ''
        return [major, majorName, code, minorName, text, stages ? '' : now, stages, closing, level]
      })
    })
  })
  return { name, seen: [], rows: [HEADINGS, ...rows].map((cells) => cells.map((text) => ({ text }))) }
}

/** The sample standard as it was in a year. */
export function demonstrationStandard(year: 2019 | 2026) {
  const read = readSheets([sheetOf('部件', PARTS, PART_GROUPS, year), sheetOf('事件', EVENTS, EVENT_GROUPS, year)])
  const wrong = [...read.problems, ...read.oddities]
  if (wrong.length > 0) throw new Error(wrong.map((one) => `${one.sheet} ${one.row ?? ''} ${one.says}`).join('\n'))
  return read.body
}

/** Two invented versions of the standards, marked as samples; does nothing where they are. */
export async function seedStandards(house: House): Promise<void> {
  const common = { addedBy: '系统', at: house.now() }
  await ensureStandard(house.db, { name: '2019 年版（样例）', effectiveFrom: plainDate('2018-01-01'), body: demonstrationStandard(2019), ...common })
  await ensureStandard(house.db, { name: '2026 年版（样例）', effectiveFrom: plainDate('2026-01-01'), body: demonstrationStandard(2026), ...common })
}
