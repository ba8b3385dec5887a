/**
 * What is typed into the search of the demonstration, and how the page begins that must be among the first three: its address, or
 * the title (a pattern). `card`: what the answer card must say.
 */
export type SeededQuestion = { readonly typed: string; readonly title?: RegExp; readonly path?: RegExp; readonly card?: RegExp }

const q = (typed: string, at: RegExp | { readonly path: RegExp }, card?: RegExp): SeededQuestion => ({
  typed,
  ...(at instanceof RegExp ? { title: at } : at),
  ...(card && { card }),
})
const at = (path: RegExp): { readonly path: RegExp } => ({ path })
const ORGANISATION = at(/^\/disclosure\/organisation/)
const BUDGETS = /预算|决算/

/** Ordinary questions that once were asked in vain: each must be answered. */
export const REVIEWED: readonly SeededQuestion[] = [
  q('预决算', BUDGETS),
  q('預決算', BUDGETS),
  q('征求意见', /征求意见/),
  q('井盖安全管理规定', at(/^\/disclosure\/consultations\//)),
  q('预算法第十四条', at(/^\/disclosure\/(budgets|items\?column=budgets)$/)),
  q('营业时间', ORGANISATION, /9:00.*010-00000000/),
  q('办公时间', ORGANISATION, /9:00.*样例街1号.*010-00000000/),
  q('联系方式', ORGANISATION, /010-00000000/),
  q('地址在哪', ORGANISATION, /样例街1号/),
  q('不服怎么办', at(/^\/disclosure\/guide#remedies$/), /行政复议/),
  q('网格员工作服多少钱', /网格监督员工作服/),
  q('公车', /公务用车/),
  q('二十个工作日', at(/^\/(requests|disclosure\/guide)/), /20 个工作日/),
  q('20个工作日', at(/^\/(requests|disclosure\/guide)/), /20 个工作日/),
  q('zhinan', /指南/),
  q('公开目录', at(/^\/disclosure\/catalogue$/)),
  q('怎么领奖励', at(/^\/(disclosure\/services\/|report\/track)/), /编号和查询码/),
  q('怎么查阅公开信息', at(/^\/disclosure\/(guide|services)/), /查阅/),
  q('怎么申请公开', at(/^\/(requests|disclosure\/guide)/), /申请/),
  q('井盖坏了找谁', at(/^\/report$/), /拍一张照片/),
  q('信息公开要钱吗', at(/^\/(requests|disclosure\/guide)/), /不收取费用/),
  q('申请公开要不要钱', at(/^\/(requests|disclosure\/guide)/), /不收取费用/),
  q('路灯不亮找谁', at(/^\/report$/), /拍一张照片/),
  q('不公开怎么办', at(/^\/disclosure\/guide#remedies$/)),
  q('公开申请被拒绝怎么办', at(/^\/disclosure\/guide#remedies$/)),
  q('延期答复', at(/^\/(requests|disclosure\/guide)/)),
  q('除冰', /铲冰|扫雪|除雪/),
  q('2019年收到多少申请', at(/^\/annual-reports\/2019$/)),
  q('44.7377', at(/^\/annual-reports\/2019$/)),
  q('法定代表人', ORGANISATION),
  q('垃圾没人管', at(/^\/report$/), /拍一张照片/),
]

export const SEEDED_QUESTIONS: readonly SeededQuestion[] = [
  ...REVIEWED,
  // offices and persons
  q('电话号码', ORGANISATION),
  q('几点上班', ORGANISATION, /9:00/),
  q('传真', ORGANISATION, /010-00000001/),
  q('领导分工', ORGANISATION),
  q('负责人', ORGANISATION),
  q('监督指挥科', ORGANISATION),
  q('机构职能', ORGANISATION),
  q('三定', ORGANISATION),
  q('网格管理科电话', ORGANISATION),
  // money
  q('部门预算', /部门预算|预算决算/),
  q('2018年部门决算', /2018年部门决算/),
  q('三公经费', BUDGETS),
  q('政府采购', /政府采购/),
  q('打印机采购', /打印复印设备|政府采购/),
  q('空调维修', /机房空调维修/),
  q('手持终端电池', /手持终端电池/),
  q('caigou', /采购/),
  q('yusuan', BUDGETS),
  // norms and consultations
  q('随手拍上报管理办法', at(/^\/disclosure\/consultations\//)),
  q('街面秩序监督检查办法', at(/^\/disclosure\/consultations\//)),
  q('公众上报奖励实施办法', /奖励实施办法/),
  q('奖励实施办法', /奖励实施办法/),
  q('一图读懂', /一图读懂/),
  q('网格巡查工作规定', /网格巡查工作规定/),
  q('规范性文件', /规范性文件/),
  q('奖励发放操作规范', /奖励发放操作规范/),
  q('西响应发〔2019〕3号', /上报城市管理问题奖励实施办法/),
  // plans, notices, news
  q('2019年工作要点', /2019年工作要点/),
  q('网格化管理提升计划', /网格化管理提升计划/),
  q('城市管理金点子', /金点子/),
  q('政府开放日', /开放日/),
  q('防汛值守电话', /防汛值守电话/),
  q('冬季供暖问题', /供暖问题/),
  q('共享单车停放', /共享单车停放/),
  q('共享单車', /共享单车/),
  q('垃圾分类宣传周', /垃圾分类宣传周/),
  q('什刹海背街小巷', /什刹海/),
  q('工地扬尘', /扬尘/),
  q('窗口接待时间', /窗口接待时间|办公时间/),
  q('通知公告', at(/^\/disclosure\/items\?column=notices$/)),
  q('行政处罚', at(/^\/disclosure\/items\?column=penalties$/)),
  // what can be done here
  q('随手拍', at(/^\/report$/)),
  q('suishoupai', at(/^\/report$/)),
  q('有奖举报', at(/^\/(report|disclosure\/services)/)),
  q('查进度', at(/^\/(requests|report)\/track$/)),
  q('申请表', at(/^\/requests\/new$/)),
  q('信息公开申请', at(/^\/(requests|disclosure\/guide)/)),
  q('答复期限', at(/^\/(requests\/deadline|requests|disclosure\/guide)/)),
  q('立案标准', at(/^\/standards$/)),
  q('年报', /年度报告/),
  q('2019年年报', /2019 年.*年度报告/),
  q('nianbao', /年报|年度报告/),
  q('满意率', at(/^\/(cases\/figures|annual-reports|disclosure)/)),
  q('开放数据', at(/^\/open-data$/)),
  q('订阅', at(/^\/disclosure\/subscribe$/)),
  q('办事指南', at(/^\/disclosure\/services/)),
  q('反映监督员', /反映网格监督员/),
  q('信息公开指南', /政府信息公开指南/),
  q('信息處理費', at(/^\/(disclosure\/guide|requests)/)),
  q('行政复议', at(/^\/disclosure\/guide#remedies$/)),
  q('公共查阅点', at(/^\/disclosure\//)),
]
