// Timing of processes and functions, best of several: noise only ever adds.
import { spawnSync } from 'node:child_process'

/** Wall time of a process in seconds; its exit code does not matter unless it is 70 or a signal ended it. */
export function processSeconds(args: readonly string[]): { seconds: number; stdout: string } {
  const start = performance.now()
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 })
  const seconds = (performance.now() - start) / 1000
  if (run.status === null || run.status === 70) throw new Error(`${args.join(' ')}: ${run.stderr}`)
  return { seconds, stdout: run.stdout }
}

/** The least of `times` results. */
export async function best(times: number, measure: () => number | Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) least = Math.min(least, await measure())
  return least
}

/** Seconds that a function takes. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Seconds of processors that a function takes, which tell the same when others use the machine too. */
export async function processorSecondsOf(work: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

/** Prints one line of the result: what was measured, the ratio, and the bound that it has to keep. */
export function report(what: string, ratio: number, bound: string, detail: string): void {
  console.log(`${what.padEnd(44)} ${ratio.toFixed(2).padStart(8)}  (${bound})  ${detail}`)
}
