import { plainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { getAgency } from '../organizations/index.ts'
import { indexDocuments, type SearchDocument } from '../search/index.ts'

type Service = Pick<SearchDocument, 'path' | 'title' | 'summary' | 'body' | 'subject'> & { readonly answer: string }

/** What can be done on this platform, so that who searches for it is led there and has the answer at once. */
const SERVICES: readonly Service[] = [
  {
    path: '/requests',
    title: '怎样申请政府信息公开',
    summary: '谁可以申请、怎样填申请表、多久答复、收不收费。',
    body: '依申请公开。公民、法人或者其他组织都可以申请获取政府信息，不问用途。填写姓名、联系方式、要什么信息、怎样给您。可以网上申请、当面申请、邮寄、传真。内容不明确的，会一次告知补正。',
    subject: '依申请公开',
    answer: '在网上填一张申请表就可以，不用注册，不问用途。收到申请之日起 20 个工作日内答复；需要延长的，最多再延长 20 个工作日，会告诉您理由。',
  },
  {
    path: '/requests/new',
    title: '填写政府信息公开申请表',
    summary: '网上申请公开，提交后马上得到编号和查询码。',
    body: '信息公开申请 申请公开 申请表 样例 下载',
    subject: '依申请公开',
    answer: '',
  },
  {
    path: '/requests/track',
    title: '查申请的办理进度和答复',
    summary: '凭申请编号和查询码，查看环节、期限和答复。',
    body: '查进度 查询码 办理进度 答复书 撤回申请 补正',
    subject: '依申请公开',
    answer: '输入申请编号和查询码，就能看到办到哪一步、还剩多少个工作日，以及答复。',
  },
  {
    path: '/requests/deadline',
    title: '算一算答复期限',
    summary: '节假日和调休都算在内，逐日说明依据。',
    body: '20 个工作日 期限 工作日 计算 节假日 调休 延长',
    subject: '依申请公开',
    answer: '选择收到申请的日期，就能看到最后一天是哪天，每一天为什么算或者不算。',
  },
  {
    path: '/report',
    title: '随手拍：上报城市管理问题',
    summary: '拍张照片，说在哪里，一分钟报完；不用注册，马上得到编号。',
    body: '我要上报 举报 有奖举报 举报奖励 井盖 路灯 垃圾 道路破损 乱停车 违法建设 小广告 占道经营',
    subject: '城市管理',
    answer: '拍一张照片，说明在哪里，提交以后得到上报编号；立案以后，派给谁、限多久、办没办好都实时公开。',
  },
  {
    path: '/report/track',
    title: '查上报的进展，评价处理结果',
    summary: '凭上报编号和查询码查看进展、照片和奖励，结案后评价满意或者不满意。',
    body: '查进展 评价 满意 不满意 回访 奖励 红包 领取奖励',
    subject: '城市管理',
    answer: '输入上报编号和查询码，可以看到办理进展；结案以后可以评价，有奖励的在这里领取。',
  },
  {
    path: '/cases',
    title: '城市管理案件全公开',
    summary: '案件编号、类别、派发部门、处置时限、处置结果，实时公开。',
    body: '案件公开 全部案件 超期未结 正在处置 今天结案 地图 实时 街道',
    subject: '城市管理',
    answer: '',
  },
  {
    path: '/standards',
    title: '立结案标准：哪些问题立案、多久办完',
    summary: '每一类城市管理问题的立案条件、处置时限和结案条件。',
    body: '立案标准 结案标准 处置时限 部件 事件 大类 小类',
    subject: '城市管理',
    answer: '在立结案标准里按类别查：每条写明什么情况立案、几小时或者几个工作日办完、怎样才算办结。',
  },
  {
    path: '/annual-reports',
    title: '历年政府信息公开工作年度报告',
    summary: '每年的年度报告，每个数字都能点开看背后的记录。',
    body: '年报 信息公开年报 下载 Word PDF Excel',
    subject: '年度报告',
    answer: '',
  },
  {
    path: '/check',
    title: '年报体检：看看年度报告的数字对不对得上',
    summary: '上传任何机关的年度报告，检查勾稽关系。',
    body: '年报 检查 勾稽关系 表格 上传',
    subject: '年度报告',
    answer: '',
  },
  {
    path: '/open311',
    title: '开放接口（Open311）',
    summary: '其他系统读取公开案件、提交上报的接口说明。',
    body: '接口 API 开放数据 GeoReport 开发者 密钥 JSON XML',
    subject: '开放数据',
    answer: '',
  },
]
const SINCE = plainDate('2026-01-01')

/** Puts the platform's own services into the search index. */
export async function indexServices(db: Db, agencyId: number): Promise<void> {
  const { name } = await getAgency(db, agencyId)
  await indexDocuments(
    db,
    SERVICES.map((one) => ({
      ...one,
      agencyId,
      kind: 'guide',
      key: one.path,
      numbers: [],
      publishedOn: SINCE,
      column: '办事和服务',
      department: name,
      validity: '',
    })),
  )
}
