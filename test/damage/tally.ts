// What trials showed, by kind of damage.
import type { Trial } from './trial.js'

interface Row {
  harmful: number
  judged: number
  ran: number
  harmless: number
  alarms: number
}

/** The least share of harmful damage that the judge has to reject without running the plan. */
const LEAST = 0.97

/** A tally as data, to hand from one process to another. */
export interface Counted {
  readonly tried: number
  readonly rows: readonly (readonly [string, Row])[]
  readonly misses: readonly string[]
  readonly alarms: readonly string[]
  readonly unfitPlans: readonly string[]
}

export class Tally {
  tried = 0
  private readonly rows = new Map<string, Row>()
  private readonly misses: string[] = []
  private readonly alarms: string[] = []
  private readonly unfitPlans = new Set<string>()

  get counted(): Counted {
    const { tried, rows, misses, alarms, unfitPlans } = this
    return { tried, rows: [...rows], misses, alarms, unfitPlans: [...unfitPlans] }
  }

  /** Takes over what another process has counted. */
  include({ tried, rows, misses, alarms, unfitPlans }: Counted): void {
    this.tried += tried
    for (const [name, counts] of rows) {
      const own = this.rowOf(name)
      for (const key of Object.keys(own) as (keyof Row)[]) own[key] += counts[key]
    }
    this.misses.push(...misses)
    this.alarms.push(...alarms)
    for (const plan of unfitPlans) this.unfitPlans.add(plan)
  }

  private rowOf(damage: string): Row {
    let row = this.rows.get(damage)
    if (row === undefined) {
      row = { harmful: 0, judged: 0, ran: 0, harmless: 0, alarms: 0 }
      this.rows.set(damage, row)
    }
    return row
  }

  /** A plan that is rejected or differs before it is damaged. */
  unfit(plan: string): void {
    this.unfitPlans.add(plan)
  }

  add({ damage, harms, rules }: Trial, plan: string): void {
    this.tried++
    const row = this.rowOf(damage)
    const isJudged = rules.length > 0
    if (harms) {
      row.harmful++
      if (isJudged) row.judged++
      else {
        row.ran++
        this.misses.push(`${damage}: ${plan}`)
      }
    } else {
      row.harmless++
      if (isJudged) {
        row.alarms++
        this.alarms.push(`${damage}: ${plan}: ${rules.join(', ')}`)
      }
    }
  }

  /** Whether enough is rejected by the judge, and nothing that does no harm. */
  isGood(): boolean {
    const { harmful, judged, alarms } = this.sum()
    return this.unfitPlans.size === 0 && alarms === 0 && judged >= LEAST * harmful
  }

  /** A table of the kinds, and at most so many of each thing that is amiss. */
  report(shown: number): string {
    const { harmful, judged, ran, harmless, alarms } = this.sum()
    const lines = [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, row]) => lineOf(name, row))
    return [
      `${'damage'.padEnd(52)} harmful  judged  by running  harmless  false alarms`,
      ...lines,
      '',
      ...listOf('Plans that fail undamaged', [...this.unfitPlans], shown),
      ...listOf('Harmful, and not rejected by the judge', this.misses, shown),
      ...listOf('Harmless, and called an error', this.alarms, shown),
      `${this.tried} damaged plans: ${harmful} with another result or none, of which the judge rejects ${judged} (${percent(judged, harmful)}) and running ${ran} more;`,
      `${harmless} with the same result, of which ${alarms} are called an error.`,
      '',
    ].join('\n')
  }

  private sum(): Row {
    const sum = { harmful: 0, judged: 0, ran: 0, harmless: 0, alarms: 0 }
    for (const row of this.rows.values())
      for (const key of Object.keys(sum) as (keyof Row)[]) sum[key] += row[key]
    return sum
  }
}

function lineOf(name: string, { harmful, judged, ran, harmless, alarms }: Row): string {
  const cells = [harmful, judged, ran, harmless, alarms]
  const widths = [8, 8, 12, 10, 14]
  return name.padEnd(52) + cells.map((cell, i) => String(cell).padStart(widths[i]!)).join('')
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`

function listOf(heading: string, items: readonly string[], shown: number): string[] {
  if (items.length === 0) return []
  const more = items.length - shown
  const rest = more > 0 ? [`  … and ${more} more`] : []
  return [heading, ...items.slice(0, shown).map((item) => `  ${item}`), ...rest, '']
}
