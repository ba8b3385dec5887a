import { type Finding, finding, sum } from './finding.ts'
import type { Recovered } from './recover.ts'
import { type Mention, mentionsOf, ofAnotherTime, sentencesOf, UNIT } from './sentences.ts'
import { GROUPS, type Requests, ROW_NAMES, type RowKey } from './table-three.ts'

type Claim = {
  readonly name: string
  readonly pattern: RegExp
  readonly accept: readonly number[]
  readonly expected: number
  /** The sum with last year's, which some mean by what was received; worth a word when the text does not say so. */
  readonly withCarried?: number
  readonly rule?: 'E5'
  readonly fits?: (mention: Mention) => boolean
}

const PIECES = '(?:件次|件|宗|份|条|个|起|例|项)'
const ELSE =
  /制发|公文|提案|议案|工单|留言|热线|12345|咨询|信件|信箱|来信|网民|许可|处罚|信访件|投诉件|诉求|代表建议|热点|答记者|办理建议|复议|诉讼|应诉|舆情|网友/
const CHANNEL = /网络|网上|互联网|信函|邮寄|邮件|邮箱|当面|现场|传真|窗口|书面|电话|平台|在线|纸质|电子/
const SEVERAL = /共|合计|总计|累计|等|各种|各类|多种/
const TOTAL = 6

/** E8: counts named in the text against the cells of table three; E5 where last year's closing is named. */
export function claimFindings({ prose, requests, year, agency }: Recovered): Finding[] {
  if (!requests) return []
  const sentences = sentencesOf(prose.body)
  return claimsOn(requests, year).flatMap((claim) => {
    const { expected } = claim
    if (claim.accept.length === 0 || claim.accept.some(Number.isNaN)) return []
    const said = mentionsOf(sentences, claim.pattern).filter(
      (mention) =>
        isAboutRequests(mention) &&
        !ofAnotherTime(mention.before, claim.rule === 'E5' || /结转/.test(claim.name) ? null : year) &&
        !scoped(mention, agency) &&
        (claim.fits?.(mention) ?? true),
    )
    const agrees = ({ numbers }: Mention) => claim.accept.includes(numbers[0] ?? Number.NaN)
    const silent = said.filter(
      ({ sentence, numbers }) =>
        claim.withCarried !== undefined && claim.withCarried !== expected && numbers[0] === claim.withCarried && !/结转|含/.test(sentence),
    )
    const notes = silent.map(({ words, numbers }) =>
      finding(
        'E8',
        'notice',
        `正文“${words}”`,
        `正文写 ${numbers[0]}，是表三本年新收加上年结转；本年新收是 ${expected}，正文最好写明含上年结转`,
        expected,
        numbers[0] ?? null,
      ),
    )
    return said
      .filter((mention) => !agrees(mention))
      .map((mention) =>
        finding(
          claim.rule ?? 'E8',
          said.some(agrees) ? 'warning' : 'error',
          `正文“${mention.words}”`,
          `正文写 ${mention.numbers[0] ?? 0}，表三“${claim.name}”是 ${expected}`,
          expected,
          mention.numbers[0] ?? 0,
        ),
      )
      .concat(notes)
  })
}

const isAboutRequests = ({ sentence, previous, words }: Mention): boolean =>
  /信息公开|依申请|公开申请/.test(words)
    ? !/复议|诉讼|许可|救助|补贴/.test(words)
    : (/信息公开申请|依申请|公开申请|收到[^，]{0,10}申请|受理[^，]{0,10}申请/.test(sentence) ||
        (/信息公开申请|依申请/.test(previous) && !/主动公开|发布/.test(sentence))) &&
      !ELSE.test(sentence.replace(/政府信息公开申请[^，；]*|因[^，；]*(?:复议|诉讼)[^，；]*|(?:行政)?(?:复议|诉讼)[^，；]*$|信访、?举报、?投诉/g, ''))

/** A government's report speaks of its offices too; their counts are not the table's. */
const scoped = ({ before, sentence }: Mention, agency: string | null): boolean =>
  /本级|(?:各|\d个)(?:部门|单位|街道|镇|乡|委办局)|政府办(?:公室)?(?:收到|受理|共)/.test(before.slice(before.lastIndexOf('；') + 1).slice(-30)) ||
  (/政府$/.test(agency ?? '') && /本级|各(?:部门|单位)|市级|区级|部门/.test(sentence))

function claimsOn(requests: Requests, year: number | null): Claim[] {
  const cell = (key: RowKey, column = TOTAL) => requests.rows.get(key)?.[column] ?? Number.NaN
  const group = (keys: readonly RowKey[]) => sum(keys.map((key) => cell(key)))
  return [...intakeClaims(cell), ...carryClaims(cell, year), ...outcomeClaims(cell, group, requests.rows.has('other')), ...applicantClaims(cell)]
}

type Cell = (key: RowKey, column?: number) => number

const ownChannel = ({ before, words, after }: Mention) =>
  !(CHANNEL.test(words) && !/等/.test(words)) &&
  (!CHANNEL.test(before.slice(before.lastIndexOf('，') + 1)) || SEVERAL.test(before.slice(before.lastIndexOf('，') + 1) + words)) &&
  !/其中[^；]*$/.test(before) &&
  !/^、/.test(after)

function intakeClaims(cell: Cell): Claim[] {
  const received = cell('received')
  const all = received + cell('carriedIn')
  const intake = (mention: Mention) =>
    ownChannel(mention) &&
    !/结转|复议|诉讼|许可|投诉|咨询|建议|费|意见|案件|未|没有/.test(mention.words) &&
    !/不予受理/.test(mention.before.slice(-2) + mention.words)
  const ofApplications = ({ words, before, after }: Mention) =>
    /申请/.test(words) ||
    /^[^，。；]{0,14}申请/.test(after) ||
    (/^(?:新收到?|收到|受理|接收)\d/.test(words) && /依申请|公开申请/.test(before) && !/主动公开[^，]*\d/.test(before))
  const applicant = [cell('received', 0), received - cell('received', 0)]
  return [
    {
      name: '一、本年新收',
      expected: received,
      accept: [received],
      fits: (mention) => intake(mention) && ofApplications(mention),
      pattern: new RegExp(`新(?:收到?|增)[^，。；：\\d()]{0,30}?(?:共|为)?(\\d+)${PIECES}`, 'g'),
    },
    {
      name: '一、本年新收',
      expected: received,
      accept: [received, all],
      withCarried: all,
      fits: (mention) => intake(mention) && ofApplications(mention) && !/自然人|个人|公民申|企业|法人申/.test(mention.words),
      pattern: new RegExp(`(?<!新)(?:收到|受理|接收|接到|收悉)了?[^，。；：\\d()]{0,40}?(\\d+)${PIECES}`, 'g'),
    },
    {
      name: '一、本年新收（自然人或者法人）',
      expected: cell('received', 0),
      accept: [received, all, ...applicant],
      fits: (mention) => intake(mention) && /自然人|个人|公民申|企业|法人申/.test(mention.words) && /申请/.test(mention.words),
      pattern: new RegExp(`(?<!新)(?:收到|受理|接收|接到)[^，。；：\\d()、]{0,40}?(\\d+)${PIECES}`, 'g'),
    },
    {
      name: '一、本年新收',
      expected: received,
      accept: [received],
      pattern: /(?:未|没有)(?:接|收|受理)(?:到|理)?(?:过|任何)?[^，。；上下提要]{0,14}?(?:信息公开|依申请公开|公开)(?:的)?(?:的?申请)?(0?)(?=$|[，；、])/g,
      fits: ({ words }) => !/结转|复议|诉讼|投诉|举报|费|异议|意见/.test(words) && received > 0,
    },
    {
      name: '一、本年新收',
      expected: received,
      accept: [received, all],
      fits: (mention) => ownChannel(mention) && !/(?:结转|办结|答复|处理|收到?|受理)$/.test(mention.before),
      pattern: new RegExp(`(?:政府信息公开|依申请公开)申请(?:总?数量|总数|总量|件数|总?共|共计|合计)(?:为|共|共计)?(\\d+)${PIECES}`, 'g'),
    },
  ]
}

function carryClaims(cell: Cell, year: number | null): Claim[] {
  const received = cell('received')
  const all = received + cell('carriedIn')
  const last = `(?:上年度?|上一年度?|去年${year === null ? '' : `|${year - 1}年度?`})`
  const next = `(?:下年度?|下一年度?|次年|明年|来年${year === null ? '' : `|${year + 1}年度?`})`
  return [
    {
      name: '二、上年结转',
      rule: 'E5',
      expected: cell('carriedIn'),
      accept: [cell('carriedIn')],
      pattern: new RegExp(`${last}(?:度)?(?:结转|转入|遗留)[^，。；：、\\d()]{0,20}?(\\d+)${PIECES}`, 'g'),
    },
    {
      name: '四、结转下年度',
      expected: cell('carriedOut'),
      accept: [cell('carriedOut')],
      pattern: new RegExp(`(?:结转|顺延)(?:至|到|入)?${next}[^，。；：、\\d()]{0,14}?(\\d+)${PIECES}`, 'g'),
    },
    {
      name: '四、结转下年度',
      expected: cell('carriedOut'),
      accept: [cell('carriedOut')],
      fits: ({ after }) => !/^[^，；]{0,10}\d/.test(after),
      pattern: new RegExp(`(\\d+)${PIECES}[^，。；：、\\d()]{0,10}?(?:结转|顺延)(?:至|到|入)?${next}`, 'g'),
    },
    {
      name: '（七）总计',
      expected: cell('concluded'),
      accept: [cell('concluded')],
      fits: (mention) => ownChannel(mention) && !/率|期限|平均|许可|延期|逾期|未|不予|顺延|下一?年|剩余|尚有/.test(mention.before.slice(-6) + mention.words),
      pattern: new RegExp(`(?:办结|答复|办理完毕|处理完毕)(?!率)[^，。；：、\\d()]{0,24}?(\\d+)${PIECES}`, 'g'),
    },
    {
      name: '（七）总计',
      expected: cell('concluded'),
      accept: [cell('concluded'), received, all],
      fits: (mention) => ownChannel(mention) && !/率|期限|许可|未/.test(mention.words),
      pattern: new RegExp(`(?:办理|处理)(?!完|结)[^，。；：、\\d()]{0,20}?申请[^，。；：、\\d()]{0,6}?(\\d+)${PIECES}`, 'g'),
    },
  ]
}

function outcomeClaims(cell: Cell, group: (keys: readonly RowKey[]) => number, editionA: boolean): Claim[] {
  const names: readonly (readonly [string, string, number, readonly number[]])[] = [
    ['（一）予以公开', '(?<!不)(?:予以公开|同意公开)', cell('granted'), [cell('granted')]],
    ['（二）部分公开', '部分公开', cell('partly'), [cell('partly')]],
    ['（三）不予公开', '不予公开', group(GROUPS.refused), [group(GROUPS.refused)]],
    ['（四）无法提供', '无法提供', group(GROUPS.unable), [group(GROUPS.unable)]],
    ['（五）不予处理', '不予处理', group(GROUPS.notProcessed), [group(GROUPS.notProcessed)]],
    ['（六）其他处理', '其他处理', editionA ? cell('other') : group(['o1', 'o2', 'o3']), [editionA ? cell('other') : group(['o1', 'o2', 'o3'])]],
    ...LEAF_WORDS.map(([key, words]): readonly [string, string, number, readonly number[]] => [ROW_NAMES[key], words, cell(key), [cell(key)]]),
  ]
  const published = ({ sentence }: Mention) => !/制发|制作政府信息|公文|清理|公开属性|主动公开[^，；]{0,8}\d/.test(sentence)
  return names.flatMap(([name, words, expected, accept]): Claim[] => [
    {
      name,
      expected,
      accept,
      fits: published,
      pattern: new RegExp(
        `${words}(?:类|的|决定|情形|信息|政府信息|申请|答复|告知|共|共计|有|为|：|，共)*(\\d+)(?:件|宗|份|条|起|例)(?!、?[^，；]{0,4}占比)`,
        'g',
      ),
    },
    {
      name,
      expected,
      accept,
      fits: (mention) => published(mention) && !/^[^，；]{0,8}\d/.test(mention.after),
      pattern: new RegExp(`(?<=^|[，；、：])(?:其中|有|作出)?(\\d+)(?:件|宗|份|条|起|例)(?:为|属于|系|属|作出|是|给予|被)?(?:属于)?${words}`, 'g'),
    },
  ])
}

/** Words by which one row alone can be meant. */
const LEAF_WORDS: readonly (readonly [RowKey, string])[] = [
  ['r1', '属于国家秘密'],
  ['r2', '其他法律行政法规禁止公开'],
  ['r3', '危及三安全一稳定'],
  ['r4', '保护第三方合法权益'],
  ['r5', '(?:三类)?内部事务(?:性?信息)?'],
  ['r6', '(?:四类)?过程性信息'],
  ['r7', '行政执法案卷'],
  ['r8', '行政查询事项'],
  ['u1', '本(?:机关|单位|行政机关)不掌握(?:相关)?(?:政府信息)?'],
  ['u2', '(?:没有现成信息)?需要?另行制作'],
  ['u3', '补正后(?:申请内容)?仍不明确'],
  ['n1', '信访、?举报、?投诉类?申请'],
  ['n2', '重复申请'],
  ['n3', '要求提供公开出版物'],
  ['n4', '无正当理由大量反复申请'],
  ['n5', '要求行政机关确认或重新出具已获取信息'],
  ['o1', '逾期不补正'],
]

function applicantClaims(cell: Cell): Claim[] {
  const rows = ['received', 'concluded'] as const
  const organisations = (key: RowKey) => cell(key) - cell(key, 0)
  const both = (column: (key: RowKey) => number) => [...rows.map(column), column('received') + column('carriedIn')]
  const only = ({ before }: Mention) => !/办结|予以公开|不予|结转/.test(before.slice(-16)) && !/[、和及或与]$/.test(before)
  const claim = (name: string, words: string, column: (key: RowKey) => number): Claim => ({
    name: `一、本年新收 · ${name}`,
    expected: column('received'),
    accept: both(column),
    fits: only,
    pattern: new RegExp(`${words}(?:申请|提出|提交|的|为|有|共|政府信息公开)*(\\d+)${UNIT}`, 'g'),
  })
  return [
    claim('自然人', '自然人', (key) => cell(key, 0)),
    claim('法人或其他组织', '法人(?:和|或|及|与|、|或者)?其他组织', organisations),
    ...['商业企业', '科研机构', '社会公益组织', '法律服务机构'].map((name, i) => claim(name, name, (key) => cell(key, i + 1))),
  ]
}
