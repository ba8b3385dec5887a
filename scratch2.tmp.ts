import { writeFileSync } from 'node:fs'
import { LETTER_CODES, letterOf, missingIn } from './src/modules/letters/letter.ts'
import { FIELDS, FIELD_KEYS, type Values } from './src/modules/letters/field.ts'
import { WORDINGS } from './src/modules/letters/wording.ts'
import { buildDefault } from './src/modules/letters/templates/build-default.ts'
import { merge, faultsOf } from './src/modules/letters/merge.ts'
import { layOut } from './src/modules/letters/lay-out.ts'
import { inspectWord } from './src/modules/documents/index.ts'
const s: Values = Object.fromEntries(FIELD_KEYS.map(k=>[k, FIELDS[k].sample]))
let t0=performance.now()
for (const code of LETTER_CODES) {
  const t = await buildDefault(code)
  const f = faultsOf(t)
  if (f.length) console.log(code, f)
  const v = {...s, remedy: WORDINGS.get(`remedy.${letterOf(code).remedy}`)!.text, body: '第一段甲\n第二段乙'}
  const docx = merge(t, v)
  const w = await inspectWord({name:'a.docx', bytes: docx})
  if ('refused' in w) { console.log(code, w); continue }
  const pdf = await layOut(w.blocks, {title:'x', agency:'y'}, undefined)
  if (['D3','P5','D12','P1'].includes(code)) { writeFileSync(`out-${code}.tmp.docx`, docx); writeFileSync(`out-${code}.tmp.pdf`, pdf); console.log(w.paragraphs.map(p=>p.words).join('\n'), w.carried, missingIn(code, v)) }
}
console.log(performance.now()-t0)
const t = await buildDefault('D3'); t0=performance.now()
for (let i=0;i<100;i++) merge(t, s)
console.log('merge', (performance.now()-t0)/100); t0=performance.now()
const d = merge(t,s)
for (let i=0;i<100;i++) await inspectWord({name:'a.docx', bytes:d})
console.log('inspect', (performance.now()-t0)/100); t0=performance.now()
const w = await inspectWord({name:'a.docx', bytes: d})
if (!('refused' in w)) for (let i=0;i<100;i++) await layOut([...w.blocks, {kind:'paragraph',look:{},runs:[{text:'第'+i}]}], {title:'x'+i, agency:'y'}, undefined)
console.log('layout', (performance.now()-t0)/100)
