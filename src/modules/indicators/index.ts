export { DEFINITIONS, formulaOf, RATES, type Rate, rateText, shareOf } from './definitions.ts'
