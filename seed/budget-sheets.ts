/** Sheets of an invented budget and account, whose figures agree with one another. `>` continues a cell to the right, `^` downwards. */
export type Given = string | number
export type GivenSheet = { readonly name: string; readonly rows: readonly (readonly Given[])[] }

/** In fen of a 万元, so that sums are exact. */
type Lists = readonly (readonly [code: string, name: string, basic: number, project: number])[]
const SPENDING: Lists = [
  ['201', '一般公共服务支出', 0, 2000],
  ['20103', '政府办公厅（室）及相关机构事务', 0, 2000],
  ['2010302', '一般行政管理事务', 0, 2000],
  ['208', '社会保障和就业支出', 11836, 0],
  ['20805', '行政事业单位养老支出', 11236, 0],
  ['2080505', '机关事业单位基本养老保险缴费支出', 7490, 0],
  ['2080506', '机关事业单位职业年金缴费支出', 3746, 0],
  ['20899', '其他社会保障和就业支出', 600, 0],
  ['2089999', '其他社会保障和就业支出', 600, 0],
  ['210', '卫生健康支出', 6424, 0],
  ['21011', '行政事业单位医疗', 6424, 0],
  ['2101101', '行政单位医疗', 4424, 0],
  ['2101103', '公务员医疗补助', 2000, 0],
  ['212', '城乡社区支出', 64000, 42300],
  ['21201', '城乡社区管理事务', 64000, 36300],
  ['2120101', '行政运行', 64000, 0],
  ['2120104', '城管执法', 0, 16300],
  ['2120199', '其他城乡社区管理事务支出', 0, 20000],
  ['21208', '国有土地使用权出让收入安排的支出', 0, 6000],
  ['2120803', '城市建设支出', 0, 6000],
  ['221', '住房保障支出', 10240, 0],
  ['22102', '住房改革支出', 10240, 0],
  ['2210201', '住房公积金', 7240, 0],
  ['2210203', '购房补贴', 3000, 0],
]
/** 12.00 of 其他 is paid from other income: the lists of appropriations hold less. */
const OTHER_INCOME = 1200
const GENERAL: Lists = SPENDING.filter(([code]) => !code.startsWith('21208')).map(([code, name, basic, project]) => {
  const less = { '212': 6000 + OTHER_INCOME, '21201': OTHER_INCOME, '2120199': OTHER_INCOME }[code] ?? 0
  return [code, name, basic, project - less]
})
const FUND: Lists = [
  ['212', '城乡社区支出', 0, 6000],
  ['21208', '国有土地使用权出让收入安排的支出', 0, 6000],
  ['2120803', '城市建设支出', 0, 6000],
]
const KINDS: readonly (readonly [code: string, name: string, persons: number, office: number])[] = [
  ['301', '工资福利支出', 70000, 0],
  ['30101', '基本工资', 16000, 0],
  ['30102', '津贴补贴', 24000, 0],
  ['30108', '机关事业单位基本养老保险缴费', 7490, 0],
  ['30109', '职业年金缴费', 3746, 0],
  ['30110', '职工基本医疗保险缴费', 6424, 0],
  ['30112', '其他社会保障缴费', 600, 0],
  ['30113', '住房公积金', 7240, 0],
  ['30199', '其他工资福利支出', 4500, 0],
  ['302', '商品和服务支出', 0, 18000],
  ['30201', '办公费', 0, 4000],
  ['30211', '差旅费', 0, 1200],
  ['30217', '公务接待费', 0, 120],
  ['30231', '公务用车运行维护费', 0, 1880],
  ['30239', '其他交通费用', 0, 5800],
  ['30299', '其他商品和服务支出', 0, 5000],
  ['303', '对个人和家庭的补助', 3500, 0],
  ['30302', '退休费', 3500, 0],
  ['310', '资本性支出', 0, 1000],
  ['31002', '办公设备购置', 0, 1000],
]

/** The whole book: of a budget in 万元, of an account with its figures scaled and printed in 万元 too. `halves` scales by a half each. */
export function budgetSheets(year: number, kind: 'budget' | 'account', halves = 2): readonly GivenSheet[] {
  const n = (fen: number) => ((fen * halves) / 2 / 100).toFixed(2)
  const word = kind === 'budget' ? '预算' : '决算'
  const sheet = (name: string, title: string, ...rows: readonly (readonly Given[])[]): GivenSheet => {
    const width = Math.max(...rows.map((row) => row.length))
    const across = Array.from({ length: width - 1 }, () => '>')
    return { name, rows: [[`${year}年${title}`, ...across], ['单位：万元', ...across], ...rows] }
  }
  const list = (name: string, title: string, heads: readonly Given[], rows: Lists | typeof KINDS) => {
    const [first, second] = [0, 1].map((i) => rows.filter(([code]) => code.length === 3).reduce((sum, row) => sum + (i === 0 ? row[2] : row[3]), 0))
    const line = (code: string, label: string, a: number, b: number) => [code, label, n(a + b), n(a), n(b)]
    return sheet(
      name,
      title,
      ['科目编码', '科目名称', '合计', ...heads],
      ['合计', '>', ...line('', '', first ?? 0, second ?? 0).slice(2)],
      ...rows.map((row) => line(...row)),
    )
  }
  const spends = ['基本支出', '项目支出']
  return [
    sheet('收支总表', `部门收支${word}总表`, ['收入', '>', '支出', '>'], ['项目', `${word}数`, '项目', `${word}数`], ...totalRows(n)),
    sheet(
      '收入总表',
      `部门收入${word}总表`,
      ['单位名称', '合计', '上年结转', '本年收入', '>', '>', '>', '>'],
      ['^', '^', '^', '小计', '一般公共预算拨款', '政府性基金预算拨款', '国有资本经营预算拨款', '其他收入'],
      ['合计', n(138000), n(2160), n(135840), n(128640), n(6000), n(0), n(1200)],
      ['样例机关（本级）', n(115800), n(2160), n(113640), n(106440), n(6000), n(0), n(1200)],
      ['样例机关所属事业单位', n(22200), n(0), n(22200), n(22200), n(0), n(0), n(0)],
    ),
    list('支出总表', `部门支出${word}总表`, spends, SPENDING),
    sheet(
      '财政拨款收支总表',
      `财政拨款收支${word}总表`,
      ['收入', '>', '支出', '>', '>', '>', '>'],
      ['项目', `${word}数`, '项目', '合计', '一般公共预算', '政府性基金预算', '国有资本经营预算'],
      ...fiscalRows(n),
    ),
    list('一般公共预算支出表', `一般公共预算支出${word}表`, spends, GENERAL),
    list('一般公共预算基本支出表', `一般公共预算基本支出${word}表`, ['人员经费', '公用经费'], KINDS),
    sangong(year, word, n, sheet),
    list('政府性基金预算支出表', `政府性基金预算支出${word}表`, spends, FUND),
  ]
}

type Print = (fen: number) => string
const totalRows = (n: Print): readonly (readonly Given[])[] => [
  ['一、一般公共预算拨款收入', n(128640), '一、一般公共服务支出', n(2000)],
  ['二、政府性基金预算拨款收入', n(6000), '二、社会保障和就业支出', n(11836)],
  ['三、国有资本经营预算拨款收入', n(0), '三、卫生健康支出', n(6424)],
  ['四、其他收入', n(1200), '四、城乡社区支出', n(106300)],
  ['', '', '五、住房保障支出', n(10240)],
  ['本年收入合计', n(135840), '本年支出合计', n(136800)],
  ['上年结转', n(2160), '年终结转结余', n(1200)],
  ['收入总计', n(138000), '支出总计', n(138000)],
]
const fiscalRows = (n: Print): readonly (readonly Given[])[] => [
  ['一、本年收入', n(134640), '一、本年支出', n(135600), n(129600), n(6000), n(0)],
  ['（一）一般公共预算拨款', n(128640), '（一）一般公共服务支出', n(2000), n(2000), n(0), n(0)],
  ['（二）政府性基金预算拨款', n(6000), '（二）社会保障和就业支出', n(11836), n(11836), n(0), n(0)],
  ['（三）国有资本经营预算拨款', n(0), '（三）卫生健康支出', n(6424), n(6424), n(0), n(0)],
  ['二、上年结转', n(2160), '（四）城乡社区支出', n(105100), n(99100), n(6000), n(0)],
  ['（一）一般公共预算拨款', n(2160), '（五）住房保障支出', n(10240), n(10240), n(0), n(0)],
  ['（二）政府性基金预算拨款', n(0), '二、年终结转结余', n(1200), n(1200), n(0), n(0)],
  ['收入总计', n(136800), '支出总计', n(136800), n(130800), n(6000), n(0)],
]

type Sheet = (name: string, title: string, ...rows: readonly (readonly Given[])[]) => GivenSheet
const sangong = (year: number, word: string, n: Print, sheet: Sheet): GivenSheet =>
  word === '预算'
    ? sheet(
        '“三公”经费表',
        '一般公共预算“三公”经费支出预算表',
        ['单位名称', '“三公”经费合计', '因公出国（境）费', '公务用车购置及运行费', '>', '>', '公务接待费'],
        ['^', '^', '^', '小计', '公务用车购置费', '公务用车运行费', '^'],
        ['合计', n(2000), n(0), n(1880), n(0), n(1880), n(120)],
        ['样例机关（本级）', n(1600), n(0), n(1480), n(0), n(1480), n(120)],
        ['样例机关所属事业单位', n(400), n(0), n(400), n(0), n(400), n(0)],
      )
    : sheet(
        '“三公”经费表',
        '财政拨款“三公”经费支出决算表',
        ['项目', `${year}年预算数`, `${year}年决算数`],
        ['“三公”经费合计', n(2000), n(1640)],
        ['1. 因公出国（境）费', n(0), n(0)],
        ['2. 公务用车购置及运行费', n(1880), n(1600)],
        ['其中：（1）公务用车购置费', n(0), n(0)],
        ['（2）公务用车运行费', n(1880), n(1600)],
        ['3. 公务接待费', n(120), n(40)],
      )
