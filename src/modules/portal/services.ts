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
    body: '依申请公开。公民、法人或者其他组织都可以申请获取政府信息，不问用途。填写姓名、联系方式、要什么信息、怎样给您。可以网上申请、当面申请、邮寄、传真。收费：不收取费用；数量、频次明显超过合理范围的，可以收取信息处理费。内容不明确的，会一次告知补正。',
    subject: '依申请公开',
    answer:
      '在网上填一张申请表就可以，不用注册，不问用途。收到申请之日起 20 个工作日内答复；需要延长的，最多再延长 20 个工作日，会告诉您理由。不收取费用，申请的数量、频次明显超过合理范围的除外（条例第四十二条）。',
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
    body:
      '我要上报 上报 举报 反映 有奖举报 举报奖励 坏了 损坏 破损 丢失 不亮 堵塞 积水 塌陷 没人管 找谁 井盖 路灯 垃圾 道路破损 便道 步道 护栏 雨水箅子 下水道 公厕 ' +
      '树木 乱停车 共享单车 违法建设 小广告 占道经营 飞线充电 架空线 渣土 噪声 大件垃圾',
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
  {
    path: '/disclosure/catalogue',
    title: '政府信息公开目录',
    summary: '全部主动公开信息的索引、名称、内容概述和生成日期，可以按栏目看，可以下载。',
    body: '公开目录 信息公开目录 目录 清单 索引号 下载 CSV 条例第十二条',
    subject: '政府信息公开',
    answer: '',
  },
  {
    path: '/disclosure',
    title: '政府信息公开专栏：指南、制度、法定主动公开内容、年报',
    summary: '政府信息公开平台的全部栏目。',
    body: '公开平台 专栏 栏目 主动公开 法定主动公开内容',
    subject: '政府信息公开',
    answer: '',
  },
  {
    path: '/disclosure/budgets',
    title: '预算决算：按年看预算、决算和“三公”经费',
    summary: '部门预算、部门决算、“三公”经费的表格，每张表都能下载。',
    body: '预决算 部门预算 部门决算 收支总表 三公经费 财政拨款 依据：预算法第十四条、预算法实施条例第六条、条例第二十条第七项',
    subject: '预算决算',
    answer: '',
  },
  {
    path: '/disclosure/procurement',
    title: '政府采购项目台账',
    summary: '买了什么、向谁买的、花了多少钱，逐个项目公开。',
    body: '政府采购 采购项目 中标 成交 供应商 合同金额 条例第二十条第九项',
    subject: '政府采购',
    answer: '',
  },
  {
    path: '/disclosure/services',
    title: '办事服务：条件、材料、流程、时限、收费',
    summary: '能在这里办的事项，每项写明怎么办。',
    body: '办事指南 办事 办理 窗口 材料 流程',
    subject: '办事和服务',
    answer: '',
  },
  {
    path: '/disclosure/organisation',
    title: '机构职能、负责人和内设机构',
    summary: '主要职责、负责人姓名和分工、内设机构的职责和联系方式。',
    body: '机构职责 三定 领导 负责人 领导分工 内设科室 科室 办公地址 办公时间 电话',
    subject: '机构职能',
    answer: '',
  },
  {
    path: '/disclosure/norms',
    title: '规范性文件库：现行有效、修改、失效和废止',
    summary: '每份规范性文件的效力、有效期和来龙去脉。',
    body: '规范性文件 红头文件 现行有效 废止 失效 清理结果',
    subject: '规范性文件',
    answer: '',
  },
  {
    path: '/disclosure/consultations',
    title: '征求意见：正在征求和已经反馈的草案',
    summary: '草案定下来以前请您说话；截止以后公布采纳情况。',
    body: '征求意见 公开征求意见 意见征集 提意见 草案 意见反馈 采纳情况',
    subject: '公众参与',
    answer: '',
  },
  {
    path: '/disclosure/messages',
    title: '留言和纠错：咨询、指出错误、提建议',
    summary: '不用注册，凭编号和查询码查答复；答复选登公开。',
    body: '留言 咨询 纠错 建议 意见箱 网上咨询 互动交流 信息有误 写错了 联系我们',
    subject: '互动交流',
    answer: '写下内容提交，得到编号和查询码；纠错 1 个工作日、咨询和建议 5 个工作日内答复。',
  },
  {
    path: '/disclosure/subscribe',
    title: '订阅：有新的公开信息发邮件给您',
    summary: '选栏目、留邮箱，有更新时收到邮件，随时可以退订。',
    body: '订阅 邮件 退订 RSS Atom 更新提醒',
    subject: '政府信息公开',
    answer: '',
  },
  {
    path: '/open-data',
    title: '开放数据：公开信息和案件的数据下载',
    summary: '公开信息、规范性文件、采购、案件的数据集，有数据字典。',
    body: '开放数据 数据集 下载 CSV JSON GeoJSON Parquet DCAT 数据字典',
    subject: '开放数据',
    answer: '',
  },
  {
    path: '/cases/figures',
    title: '城市管理案件统计：数量、结案率、满意率',
    summary: '案件数量、按期结案率、响应率、解决率、满意率，每个数字都能点开看记录。',
    body: '统计 满意率 解决率 响应率 三率 结案率',
    subject: '城市管理',
    answer: '',
  },
  {
    path: '/site-map',
    title: '网站地图',
    summary: '平台的全部页面。',
    body: '站点地图 导航 全部页面',
    subject: '政府信息公开',
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
