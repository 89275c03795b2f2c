// Runs `kb` as a user does: a process with arguments, standard input, an exit code and two streams.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
const main = join(root, 'dist/cli/main.js')
buildWhereStale()

/** What is tested is what is installed: the built program, built again when a source is newer. */
function buildWhereStale(): void {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  const newest = Math.max(...sources.map((path) => statSync(join(root, 'src', path)).mtimeMs))
  if (newest < (statSync(main, { throwIfNoEntry: false })?.mtimeMs ?? 0)) return
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`)
}

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Options {
  readonly input?: string | Uint8Array
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Options of Node itself. */
  readonly node?: readonly string[]
}

export function kb(
  args: readonly string[],
  { input = '', cwd = root, env = {}, node = [] }: Options = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, main, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '', ...env },
    })
    const streams = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (streams.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (streams.err += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...streams }))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** A `kb` that goes on until it is told to end. */
export interface Running {
  /** Waits until what was written since the last call matches, and gives it. */
  said(pattern: RegExp): Promise<string>
  /** Waits for its end, which a signal may ask for. */
  end(signal?: NodeJS.Signals): Promise<Ran>
}

export function runningKb(args: readonly string[], cwd: string): Running {
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, NO_COLOR: '' } })
  const streams = { out: '', err: '' }
  let read = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => (streams.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (streams.err += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    async said(pattern) {
      for (let waited = 0; waited < 20_000; waited += 5) {
        const fresh = streams.out.slice(read)
        if (pattern.test(fresh)) {
          read = streams.out.length
          return fresh
        }
        if (child.exitCode !== null) break
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      child.kill('SIGKILL')
      throw new Error(`${pattern} was not said, but: ${streams.out.slice(read)}${streams.err}`)
    },
    async end(signal) {
      if (signal !== undefined) child.kill(signal)
      return { code: await ended, ...streams }
    },
  }
}

/** A folder for one test, and its removal. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kb-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Nothing that a user did may show a stack trace or count as a fault of Shardwright. */
export function isCalm({ code, out, err }: Ran): boolean {
  return code !== 70 && code !== null && !/\n\s+at .*:\d+:\d+/.test(`${out}${err}`)
}

export const valid =
  'digraph plan { tokens [label="Input tokens"]; logits [label="Output logits"]; tokens -> logits }'
export const cyclic = `digraph plan {
  tokens [label="Input tokens"]; norm [label="RMSNorm"]; add [label="Residual Add"]; logits [label="Output logits"]
  tokens -> norm -> add -> norm
  add -> logits
}`
