// A cold `kb check` of a small plan against starting Node and importing the modules that it loads.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generatePlan } from './generate.js'
import { processSeconds, report } from './measure.js'

/** Modules that `kb check` loads by itself; all others come along with them. */
const MODULES = [
  'cli/arguments.js',
  'cli/command.js',
  'cli/commands/check.js',
  'index.js',
  'report/text.js',
  '../generated/template-text.js',
]

export async function benchCold(folder: string, dist: string): Promise<void> {
  const plan = join(folder, 'plan-small.json')
  generatePlan(plan, 100)
  const imports = MODULES.map(
    (module) => `await import(${JSON.stringify(pathToFileURL(join(dist, module)).href)})`,
  )
  // In turns, so that whatever else the machine does meets both.
  let [start, check] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let i = 0; i < 9; i++) {
    start = Math.min(start, processSeconds(['--input-type=module', '--eval', imports.join(';')]).seconds)
    check = Math.min(check, processSeconds([join(dist, 'cli/main.js'), 'check', plan]).seconds)
  }
  const detail = `${(check * 1e3).toFixed(0)} ms to ${(start * 1e3).toFixed(0)} ms`
  report('cold check, to Node with the same modules', check / start, 'under 2', detail)
}
