import { isKeyOf } from '../../kernel/closed.ts'
import { EXEMPTION_KEYS, EXEMPTIONS, type Exemption } from '../disclosure/index.ts'

/** 条例第三十七条: what must not be told is parted from what may be; each covered place says by which article. */
export type Ground = Exemption
export const GROUND_KEYS = EXEMPTION_KEYS
export const isGround = isKeyOf(EXEMPTIONS)
export const groundName = (ground: Ground): string => `${EXEMPTIONS[ground].name}（${EXEMPTIONS[ground].law}）`
/** As it stands on the black box. */
export const groundMark = (ground: Ground): string => EXEMPTIONS[ground].law.replace('条例', '')
