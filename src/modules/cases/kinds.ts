/** How a report came. `follow` is a resident who joins a case that is open instead of reporting it again. */
export const CHANNELS = ['web', 'wechat', 'open311', 'phone', 'patrol', 'follow'] as const
export type Channel = (typeof CHANNELS)[number]
export const channelName = {
  web: '网上随手拍',
  wechat: '微信“西城网格监督”',
  open311: '开放接口',
  phone: '电话',
  patrol: '监督员巡查',
  follow: '跟进已有案件',
} as const satisfies Record<Channel, string>

export const PLACE_SOURCES = ['gps', 'map', 'photo', 'address'] as const
export type PlaceSource = (typeof PLACE_SOURCES)[number]
export const placeSourceName = { gps: '手机定位', map: '地图选点', photo: '照片位置', address: '文字地址' } as const satisfies Record<PlaceSource, string>

/** Whether the place is open to all: rewards differ (office data; the agency's rules of 2019 name 封闭及半封闭小区). */
export const ACCESSES = ['public', 'semi_closed', 'closed'] as const
export type Access = (typeof ACCESSES)[number]
export const accessName = { public: '公共空间', semi_closed: '半封闭小区', closed: '封闭小区' } as const satisfies Record<Access, string>
