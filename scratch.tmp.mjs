import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { Document, Packer, Paragraph, TextRun } from 'docx'
const make = async (ps)=> new Uint8Array(await Packer.toBuffer(new Document({sections:[{children: ps.map(t=>new Paragraph({indent:{firstLine:640},children:[new TextRun({text:t,size:32,font:'FangSong'})]}))}]})))
const bytes = await make(['标题','{{申请人}}：{{#附件}}{{.}}、{{/附件}}','{{正文}}','{{#检索}}经{{检索}}{{/检索}}'])
const t=performance.now()
let out
for (let i=0;i<50;i++){
const doc = new Docxtemplater(new PizZip(bytes), {delimiters:{start:'{{',end:'}}'}, paragraphLoop:true, linebreaks:true, stripInvalidXMLChars:true, errorLogging:false})
doc.render({申请人:'a<b>&"\'{{x}}𠮷😀\u0001', 附件:['甲','乙'], 正文:'第一段\n第二段', 检索:''})
out = doc.toBuffer({compression:'DEFLATE'}) }
console.log((performance.now()-t)/50)
console.log(new PizZip(out).file('word/document.xml').asText().slice(1500))
for (const bad of [['{{申请人'],['申请人}}'],['{{#附件}}x'],['{{/附件}}'],['{{#附件}}{{/正文}}'],['{{{{a}}'],['{{}}'],['{{a}} {{b c}}']]) {
 try { new Docxtemplater(new PizZip(await make(bad)), {delimiters:{start:'{{',end:'}}'}, paragraphLoop:true, linebreaks:true, errorLogging:false}); console.log(bad,'ok') } catch(e) { console.log(bad, (e.properties.errors??[e]).map(x=>({id:x.properties.id, xtag:x.properties.xtag, ctx:x.properties.context, file:x.properties.file})))}
}
