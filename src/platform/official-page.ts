/** 公文 layout after GB/T 9704—2012: A4, a 156 × 225 mm block, 22 lines of 28 characters in size three. */
export const PAGE = {
  widthMm: 210,
  heightMm: 297,
  topMm: 37,
  leftMm: 28, // GB/T 9704—2012 5.2.1
  blockWidthMm: 156,
  blockHeightMm: 225, // GB/T 9704—2012 5.2.1
  bodyPt: 16,
  titlePt: 22,
  pageNumberPt: 14, // 三号、二号、四号
  linePt: 28.95, // 22 lines in 225 mm
  tablePt: 9, // 小五：ten columns of table three in 156 mm
} as const

/** Faces tried in this order: the office's own, then what ships with us. */
export const FACES = {
  body: ['FangSong', '仿宋', 'FangSong_GB2312'],
  title: ['FZXiaoBiaoSong-B05S', '方正小标宋简体'],
  heading: ['SimHei', '黑体'],
  subheading: ['KaiTi', '楷体', 'KaiTi_GB2312'],
} as const
export const SHIPPED_FACE = 'Noto Serif SC'
