// Runs every *.test.ts under test/ (or those whose path contains an argument) and ends with `N passed, N failed`.
// uvu passes a file that registers no suite or forgets `.run()`: such a file fails here instead.
import { readdirSync, writeSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import fc from 'fast-check'

type Suite = unknown[]
type Outcome = [errors: string | true, ran: number, skipped: number, total: number]
const globals = globalThis as unknown as { UVU_DEFER: number; UVU_QUEUE: Suite[]; UVU_INDEX: number }

const root = dirname(fileURLToPath(import.meta.url))
const wanted = process.argv.slice(2)

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return testFiles(path)
      return entry.name.endsWith('.test.ts') ? [path] : []
    })
}

/** Written past `process.stdout`, whose writes are dropped while a suite runs, and at once, also on exit. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`)
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(1, bytes, sent)
    } catch (error) {
      // A pipe that is full refuses for a moment; anything else means that nobody reads.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
    }
  }
}

// The same inputs in every run, so that a run says something of the change at hand; `SEED=random` draws others.
const seed = process.env['SEED'] ?? '20261127'
fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) })

const files = testFiles(root).filter((file) => wanted.length === 0 || wanted.some((w) => file.includes(w)))
let passed = 0
let failed = 0
let running = ''
const fail = (message: string) => {
  failed++
  say(`FAIL  ${message}`)
}

// Set before the first test file imports uvu, which then queues its suites instead of running them.
globals.UVU_DEFER = 1
// Node exits by itself when a test waits for what never comes, and a test may call `process.exit`.
let finished = false
process.on('exit', () => {
  if (finished) return
  fail(`${running}: a test never settled`)
  say(`${passed} passed, ${failed} failed`)
  process.exitCode = 1
})
const patience = 10 * 60_000
let watchdog: NodeJS.Timeout | undefined
for (const file of files) {
  const name = relative(root, file)
  running = name
  clearTimeout(watchdog)
  watchdog = setTimeout(() => process.exit(1), patience).unref()
  globals.UVU_QUEUE = []
  globals.UVU_INDEX = 0
  globals.UVU_QUEUE.push([name])
  try {
    await import(pathToFileURL(file).href)
    const suites = globals.UVU_QUEUE[0]!
    if (suites.length < 2) {
      fail(`${name}: no suite was run (is \`test.run()\` missing?)`)
      continue
    }
    const before = { passed, failed }
    await runSuites(name, suites)
    if (passed + failed === before.passed + before.failed) fail(`${name}: no test was registered`)
    else say(`${failed > before.failed ? 'FAIL' : 'ok  '}  ${name}  ${passed - before.passed} passed`)
  } catch (error) {
    fail(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}

/** Runs the suites that one file queued: each is a function that uvu returns as [errors, ran, skipped, max]. */
async function runSuites(name: string, suites: Suite): Promise<void> {
  for (const suite of suites.slice(1) as Array<(name: string) => Promise<Outcome>>) {
    const write = process.stdout.write
    process.stdout.write = (() => true) as typeof process.stdout.write
    let outcome: Outcome
    try {
      outcome = await suite(name)
    } finally {
      process.stdout.write = write
    }
    const [errors, ran, skipped, total] = outcome
    passed += ran
    failed += total - ran
    if (typeof errors === 'string' && errors !== '') say(errors)
    if (skipped > 0) fail(`${name}: ${skipped} skipped (no test is skipped or run alone here)`)
  }
}

if (files.length === 0) fail(`no test file matches ${wanted.join(' ')}`)
finished = true
say(`${passed} passed, ${failed} failed`)
// uvu's own exit hook turns any exit outside its runner into a failure.
process.removeAllListeners('exit')
process.exit(failed > 0 ? 1 : 0)
