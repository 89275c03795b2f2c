// `npm run damage [-- --count N --seed N --of WORD --show N --jobs N]`: plans of the grid, damaged in every way that fits them. Does the
// judge reject what changes the result, does running notice what the judge does not, and is what changes nothing called no error?
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type Counted, Tally } from './tally.js'
import { trials } from './trials.js'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    of: { type: 'string', default: '' },
    show: { type: 'string', default: '10' },
    /** Processes that share the plans. */
    jobs: { type: 'string', default: '1' },
    /** Which of them this one is. */
    job: { type: 'string' },
  },
})

/** What one process hands to the one that has started it. */
interface Share {
  readonly parallel: Counted
  readonly model: Counted
}

const jobs = Number(values.jobs)

async function share(at: number): Promise<Share> {
  const shard = { at, of: jobs }
  const { parallel, model } = await trials(Number(values.count), Number(values.seed), values.of, shard)
  return { parallel: parallel.counted, model: model.counted }
}

async function elsewhere(job: number): Promise<Share> {
  const child = fork(import.meta.filename, [...process.argv.slice(2), `--job=${job}`])
  child.once('exit', (code) => {
    if (code !== 0) process.exit(1)
  })
  const [counted] = await once(child, 'message')
  return counted as Share
}

if (values.job !== undefined) process.send!(await share(Number(values.job)))
else {
  const shares = await Promise.all(
    jobs === 1 ? [share(0)] : Array.from({ length: jobs }, (_, job) => elsewhere(job)),
  )
  const [parallel, model] = [new Tally(), new Tally()]
  for (const own of shares) {
    parallel.include(own.parallel)
    model.include(own.model)
  }
  const shown = Number(values.show)
  process.stdout.write(`${parallel.report(shown)}
Damage to the model itself, of which a plan does not say what it should be

${model.report(shown)}`)
  process.exitCode = parallel.isGood() ? 0 : 1
}
