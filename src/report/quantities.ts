// How the quantities of an estimate are written for people.
import type { Quantity } from '../evaluate/index.js'

/** `16.46 GiB`, `2,048 tokens`, a text as it is, or that there is none. */
export function valueText({ value, unit }: Quantity): string {
  if (value === undefined) return 'not assessed'
  return typeof value === 'string' ? value : `${numberText(value)}${unit === '1' ? '' : ` ${unit}`}`
}

/** `16.29 … 16.79`; nothing where the bounds are the value. */
export function rangeText({ value, low, high }: Quantity): string {
  if (typeof value !== 'number' || low === undefined || high === undefined) return ''
  return low === high ? '' : `${numberText(low)} … ${numberText(high)}`
}

/** Two decimals, and whole numbers in groups of three. */
function numberText(value: number): string {
  const [whole, rest] = (Number.isInteger(value) ? String(value) : value.toFixed(2)).split('.')
  const grouped = whole!.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return rest === undefined ? grouped : `${grouped}.${rest}`
}
