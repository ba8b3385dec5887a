import type { Omission } from './left-out.ts'

const WORD_CHECK = 'Word、WPS：“文件—信息—检查文档”（WPS 为“文件—文档加密—属性”旁的“检查文档”）可以一次删去，另存后重新上传'
const PRINT_ANEW = '请在原来的 Word、WPS 文件里真正删去这些文字，再另存为 PDF；只有 PDF 的，用 PDF 编辑工具的“密文”（Redact）功能，盖一块颜色不算删去'
const EXCEL_ROWS = 'Excel、WPS 表格：选中全表，右键“取消隐藏”，删去不公开的内容后保存；只要显示的部分，可以复制“可见单元格”到新工作簿'

/** What of a file is published with it although nobody sees it in it, and how it is removed; what is not here may go out. */
export const HIDDEN: Readonly<Partial<Record<Omission, { readonly name: (n: number) => string; readonly remedy: string }>>> = {
  revisions: { name: () => '修订痕迹', remedy: 'Word、WPS：“审阅—接受—接受所有修订”，关闭修订，保存后重新上传' },
  comments: { name: (n) => `${n} 条批注`, remedy: 'Word、WPS：“审阅—删除—删除文档中的所有批注”；Excel、WPS 表格：选中全表，“审阅—删除批注”。保存后重新上传' },
  hiddenText: { name: () => '隐藏的文字', remedy: WORD_CHECK },
  paleText: { name: () => '与底色相同、看不见的文字', remedy: '全选后把字体颜色改成“自动”，看清后删去不公开的文字，保存后重新上传' },
  tinyText: { name: () => '小到看不见的文字', remedy: '全选后统一字号，看清后删去不公开的文字，保存后重新上传' },
  coveredText: { name: () => '被色块或图片盖住的文字', remedy: PRINT_ANEW },
  coveredByNote: { name: () => '被注释或图章遮住的文字', remedy: PRINT_ANEW },
  outsideText: { name: () => '页面以外的文字', remedy: PRINT_ANEW },
  layerText: { name: () => '关闭的图层里的文字', remedy: PRINT_ANEW },
  modeText: { name: () => '不显示的文字', remedy: PRINT_ANEW },
  layerPictures: {
    name: (n) => `关闭的图层里的 ${n} 张图片`,
    remedy: '在原来的软件里删去这些图层，再另存为 PDF；只有 PDF 的，用“打印为 PDF”重新生成一份，再上传',
  },
  spokenText: { name: () => '与显示的文字不同的替代文字（复制、朗读时用）', remedy: '用“打印为 PDF”重新生成一份，再上传' },
  lockedRest: {
    name: () => '加了限制（不许复制、修改等）的 PDF 里看不见的内容，查不出来',
    remedy: '用“打印为 PDF”另存一份没有限制的，再重新上传',
  },
  sealedRest: {
    name: () => '盖章以前留下的、各页都不显示的内容',
    remedy: '盖了章的文件不能改动：请用没有盖章的那份“打印为 PDF”重新生成，盖章后再上传；或者只上传盖章页的扫描件',
  },
  photoData: { name: () => '照片的拍摄信息（地点、时间、设备）', remedy: '用 PDF 工具的“检查文档—删除隐藏信息”或者“打印成 PDF”重新生成一份，再上传' },
  fieldWords: { name: () => '域代码里的文字', remedy: 'Word、WPS：按 Alt+F9 看域代码，选中后按 Ctrl+Shift+F9 变成普通文字，或者删去，保存后重新上传' },
  nameWords: { name: () => '名称里存的文字', remedy: 'Excel、WPS 表格：“公式—名称管理器”里删去这些名称，保存后重新上传' },
  ruleCells: {
    name: () => '条件格式使之看不见的单元格',
    remedy: 'Excel、WPS 表格：“开始—条件格式—管理规则”里删去这条规则，看清后删去不公开的内容，保存后重新上传',
  },
  foreignFields: { name: () => '会取用外部内容的域', remedy: 'Word、WPS：选中后按 Ctrl+Shift+F9 变成普通文字，保存后重新上传' },
  included: { name: (n) => `${n} 处引用的外部文件`, remedy: 'Word、WPS：“文件—信息—编辑指向文件的链接—断开链接”，保存后重新上传' },
  embedded: { name: (n) => `${n} 个嵌入的文件`, remedy: '图表或对象请复制后“选择性粘贴”为图片，删去原来的对象，保存后重新上传' },
  hiddenSheets: { name: (n) => `${n} 张隐藏的工作表`, remedy: 'Excel、WPS 表格：右键工作表标签“取消隐藏”，删去后保存，重新上传' },
  otherSheets: { name: (n) => `${n} 张图表或宏工作表`, remedy: '请删去这些工作表，或者把图表复制为图片放到普通工作表里，保存后重新上传' },
  hiddenRows: { name: () => '隐藏的行', remedy: EXCEL_ROWS },
  hiddenColumns: { name: () => '隐藏的列', remedy: EXCEL_ROWS },
  hiddenCells: {
    name: (n) => `${n} 个设为不显示的单元格`,
    remedy: 'Excel、WPS 表格：把这些单元格的数字格式从“;;;”改成“常规”，删去不公开的内容后保存，重新上传',
  },
  outerBooks: { name: () => '引用其他工作簿时存下的数据', remedy: 'Excel、WPS 表格：“数据—编辑链接—断开链接”，保存后重新上传' },
  pivots: { name: () => '数据透视表保存的全部源数据', remedy: '复制透视表，“选择性粘贴—数值”到新工作表，删去原来的透视表，保存后重新上传' },
  connections: { name: () => '与外部数据的连接', remedy: 'Excel、WPS 表格：“数据—查询和连接”里全部删去，保存后重新上传' },
  cropped: { name: (n) => `${n} 张图片裁剪掉的部分`, remedy: 'Word、WPS：选中图片，“图片格式—压缩图片—删除图片的剪裁区域”，保存后重新上传' },
  oddNames: { name: (n) => `${n} 个名称异常的部件`, remedy: '请用 Word、WPS 或 Excel 打开，另存为新文件后重新上传' },
  unknownParts: { name: () => '认不出的部件', remedy: '请把内容复制到新建的文件里，保存后重新上传' },
  annotations: { name: (n) => `${n} 个注释、图章或填写框`, remedy: 'PDF 阅读器：在“注释”列表里全部删去，填写框用“打印为 PDF”变成普通文字，再重新上传' },
  attachments: { name: (n) => `${n} 个附在 PDF 里的文件`, remedy: 'PDF 编辑工具：在“附件”面板里删去，保存后重新上传；或者“打印为 PDF”' },
  scripts: { name: () => '脚本', remedy: '请用“打印为 PDF”另存一份，脚本就不在里面了，再重新上传' },
  pdfMetadata: {
    name: () => '作者、关键词等文件属性',
    remedy: '从 Word、WPS 另存为 PDF 时，在“选项”里不勾选“文档属性”；只有 PDF 的，用“打印为 PDF”另存一份，再重新上传',
  },
  squeezedText: {
    name: () => '压扁、叠在一起或者移出行外而看不见的文字',
    remedy: 'Word、WPS：全选后在“字体—字符间距”里把缩放改成 100%，间距和位置改成“标准”，行距和表格行高不用“固定值”，看清后删去不公开的文字，保存后重新上传',
  },
  offPage: {
    name: (n) => `${n} 处放在页面以外或者小到看不见的文本框、图文框`,
    remedy: 'Word、WPS：“开始—选择—选择窗格”里逐个选中，移回页面、放大看清，删去不公开的文字，保存后重新上传',
  },
  hiddenShapes: {
    name: (n) => `${n} 个设为不显示的图形`,
    remedy: 'Word、WPS、Excel：“开始—查找和选择—选择窗格”里点“全部显示”，看清后删去不公开的图形，保存后重新上传',
  },
  boundText: {
    name: (n) => `${n} 个内容控件里另存的数据（与显示的文字不同）`,
    remedy: 'Word、WPS：右键这个内容控件，选“删除内容控件”，使它变成普通文字，核对后保存，重新上传',
  },
  coveredCells: {
    name: () => '合并的单元格下面压着的内容',
    remedy: 'Excel、WPS 表格选中后“取消合并单元格”，Word、WPS 文字选中后“拆分单元格”，删去多出来的内容，再重新合并，保存后重新上传',
  },
  coverShapes: {
    name: (n) => `${n} 块盖在文字或单元格上面的色块（下面的文字仍可取出来）`,
    remedy: '请在 Word、WPS、Excel 里移开色块，真正删去下面不公开的文字，再删去色块，保存后重新上传；盖一块颜色不算删去',
  },
  chartData: {
    name: (n) => `${n} 个图表里存着的、表里看不到的数据`,
    remedy: '请把图表复制后“选择性粘贴”为图片，删去原来的图表，保存后重新上传',
  },
}
