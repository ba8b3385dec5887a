import { writeFileSync } from 'node:fs'
import { aPaper, aWorkbook } from './src/modules/requests/ledger/builders.ts'
writeFileSync('/tmp/radar-ledger.xlsx', await aWorkbook([
  aPaper('2025-001', { decision: '公开', repliedOn: '2025-06-10' }), aPaper('2025-002', { decision: '予以公开', repliedOn: '2025-07-10' }),
  aPaper('2025-003', { department: '财务科', arrivedOn: '2025-02-30' }), aPaper('2025-004', { subject: '样例街公厕改造的招标文件和中标合同全文，含附件和图纸以及验收时的会议记录' }),
]))
