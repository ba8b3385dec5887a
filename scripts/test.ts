// Runs every test and ends with one line: `N passed, N failed`. A skipped test counts as failed; no test at all is a failure.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Results = { readonly numPassedTests: number; readonly numTotalTests: number; readonly numFailedTestSuites: number; readonly success: boolean }

// The journeys need a Chromium, and a curl as engineers use it; the redactions are read again by Poppler, a program apart. Without them and
// without leave to install them they fail and say so; they are not skipped.
const hasCurl = (): boolean => spawnSync('which', ['curl']).status === 0
const hasPoppler = (): boolean => spawnSync('which', ['pdftotext']).status === 0
const hasBrowser = (): boolean =>
  process.env['CHROMIUM'] !== undefined || ['chromium', 'chromium-browser', 'google-chrome'].some((name) => spawnSync('which', [name]).status === 0)
if (!(hasBrowser() && hasCurl() && hasPoppler()) && process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0) {
  console.log('没有浏览器、curl 或者 pdftotext，从 Debian 安装 Chromium、中文字体、curl 和 Poppler……')
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'curl', 'poppler-utils', 'poppler-data'], quiet)
}

const report = join(mkdtempSync(join(tmpdir(), 'gongkai-results-')), 'results.json')
const run = spawnSync('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...process.argv.slice(2)], { stdio: 'inherit' })

function results(): Results | undefined {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}

const found = results()
const passed = found?.numPassedTests ?? 0
// A file that does not load has no tests to fail: count it as one.
const failed = found ? found.numTotalTests - passed + (found.numTotalTests === passed && !found.success ? Math.max(1, found.numFailedTestSuites) : 0) : 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(run.status === 0 && failed === 0 && passed > 0 ? 0 : 1)
