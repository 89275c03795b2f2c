import type { Scalar } from '../../knowledge/expression.js'
import type { Cell } from '../1-read/page.js'
import type { Diagnostics, Text } from '../diagnostic.js'
import { nearestHint } from '../hint.js'
import type { Declaration } from './blocks.js'

export type CellValue = Scalar | readonly Scalar[]

/** The value of a cell by the declaration of its column; undefined when it does not fit, which is reported. */
export function readCell(
  cell: Cell,
  column: string,
  declaration: Declaration,
  text: Text,
  diagnostics: Diagnostics,
): CellValue | undefined {
  const value = parse(cell.text, declaration.type)
  const problem = value === undefined ? declaration.type : outside(value, declaration)
  if (problem === undefined) return value
  const allowed = declaration.values?.map(String) ?? []
  const remark = {
    expected: allowed.length > 0 ? allowed.join(', ') : undefined,
    hint: nearestHint(cell.text, allowed),
  }
  diagnostics.report('table/cell', text, cell.span, { column, type: problem, text: cell.text }, remark)
  return undefined
}

function parse(text: string, type: Declaration['type']): CellValue | undefined {
  switch (type) {
    case 'text':
      return text
    case 'truth':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'list':
      return text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
        .map((item) => numberOf(item) ?? item)
    case 'integer': {
      const value = numberOf(text)
      return Number.isSafeInteger(value) ? value : undefined
    }
    case 'number':
      return numberOf(text)
  }
}

/** A number as written on a page: `1e3`, `-0.5`, `3958`; thousands may be set apart by `_`. */
function numberOf(text: string): number | undefined {
  if (!/^[-+]?(\d[\d_]*)(\.\d+)?(e[-+]?\d+)?$/i.test(text)) return undefined
  const value = Number(text.replace(/_/g, ''))
  return Number.isFinite(value) ? value : undefined
}

/** What the value must be and is not. */
function outside(value: CellValue, { values, minimum, maximum }: Declaration): string | undefined {
  const items = Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]
  if (values && !items.every((item) => values.includes(item))) return 'one of the declared values'
  if (minimum !== undefined && items.some((item) => typeof item === 'number' && item < minimum)) {
    return `at least ${minimum}`
  }
  if (maximum !== undefined && items.some((item) => typeof item === 'number' && item > maximum)) {
    return `at most ${maximum}`
  }
  return undefined
}
