import { isRefusal } from './kernel/refusal.ts'
import { readConfig } from './platform/config.ts'

const out = (line: string): void => void process.stdout.write(`${line}\n`)
const err = (line: string): void => void process.stderr.write(`${line}\n`)
const USAGE = `用法：gongkai <命令>
  deadline   逐日计算答复期限（--help 看选项）；不需要数据库
  check-report  检查一份年度报告（.txt .md .html .docx .pdf）；不需要数据库
  open311-conformance  检查一个 Open311 GeoReport v2 接口是否合乎规范；不需要数据库
  migrate    建立或更新数据表
  seed       载入机关、日历和参考年度；--cases 1000000 另外生成合成案件
  import-grid  导入街道和网格（GeoJSON）；--demonstration 写出示范网格
  import-map   导入底图的道路和地名（GeoJSON）
  import-standard  导入立结案标准（Excel），先比较再录入；--dry-run 只看结果
  account    新增工作人员账号，给出一次性密码
  api-key    发放、收回、列出开放接口的密钥
  pull       从另一个平台的接口取入公开信息的变化；--publish 直接作为副本公开`

/** Commands that need data open the same folder as the server, whether it runs or not. */
async function withHouse(work: (house: import('./platform/house.ts').OpenHouse) => Promise<unknown>): Promise<number> {
  const config = readConfig(process.env)
  if (isRefusal(config)) {
    err(config.because)
    return 2
  }
  const { openHouse } = await import('./platform/house.ts')
  const house = await openHouse(config, { say: out })
  const done = await work(house).finally(() => house.close())
  return done === false ? 2 : 0
}

/** Leaves a trace of an import of the grid. */
const traceImport = (house: import('./platform/house.ts').House) => async (tx: import('./platform/database.ts').Db, note: string) =>
  (await import('./modules/audit/index.ts')).leaveTrace(tx, {
    at: house.now(),
    by: 'system',
    act: '导入网格',
    subject: 'organizations/grid',
    note: `命令行；${note}`,
  })

async function run(command: string | undefined, argv: readonly string[]): Promise<number> {
  switch (command) {
    case 'deadline':
      return await (await import('./modules/requests/deadline-command.ts')).deadlineCommand(argv, out, err)
    case 'check-report':
      return await (await import('./modules/annual-report/check-report-command.ts')).checkReportCommand(argv, out, err)
    case 'open311-conformance':
      return await (await import('./modules/open-data/open311-conformance-command.ts')).open311ConformanceCommand(argv, out, err)
    case 'migrate':
      return await withHouse(async () => out('数据表已是最新'))
    case 'seed':
      return await withHouse(async (house) => (await import('../seed/command.ts')).seedCommand(house, argv, out))
    case 'import-grid':
      return await (await import('./modules/organizations/import-grid-command.ts')).importGridCommand(argv, out, err, {
        withHouse,
        demonstration: async () => (await import('../seed/grid.ts')).demonstrationGrid(),
        traceImport,
      })
    case 'import-map':
      return await (await import('./modules/organizations/import-map-command.ts')).importMapCommand(argv, out, err, { withHouse, traceImport })
    case 'import-standard':
      return await (await import('./modules/standards/import-standard-command.ts')).importStandardCommand(argv, out, err, withHouse)
    case 'account':
      return await withHouse(async (house) => (await import('./modules/identity/account-command.ts')).accountCommand(house, argv, out))
    case 'api-key':
      return await withHouse(async (house) => (await import('./modules/open-data/api-key-command.ts')).apiKeyCommand(house, argv, out))
    case 'pull':
      return await withHouse(async (house) => {
        const [{ pullCommand }, { pullReports }] = await Promise.all([
          import('./modules/disclosure/channels/inward/pull-command.ts'),
          import('./modules/annual-report/index.ts'),
        ])
        return await pullCommand(house, argv, out, [{ what: '年度报告', pull: pullReports }])
      })
    default:
      err(`${command ? `没有“${command}”这个命令。\n` : ''}${USAGE}`)
      return 2
  }
}

process.exitCode = await run(process.argv[2], process.argv.slice(3)).catch((error: unknown) => {
  err(error instanceof Error ? error.message : String(error))
  return 2
})
