// Compile time against the size of the base: twice the pages may take twice the time.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileBase, Memory } from '../src/compile/index.js'
import { best, processorSecondsOf, report, secondsOf } from './measure.js'
import { ownWordsPage } from './synthetic.js'

const PAGES = 100
/** A page of middling length with words, formulas, a table and rules. */
const OUR_PAGE = '04_parallel_primitives/expert_load.md'

/** Compiles a base again after one of its pages changed, and reports the time beside that of a run without a memory. */
async function benchAgain(what: string, kb: string, page: string, bound: string): Promise<void> {
  const memory = new Memory()
  await compileBase({ kb }, memory)
  const text = readFileSync(join(kb, page), 'utf8')
  let turn = 0
  const again = async () => {
    writeFileSync(join(kb, page), `${text}\nChanged ${turn++} times.\n`)
    await compileBase({ kb }, memory)
  }
  const [whole, one] = [
    await best(3, () => processorSecondsOf(() => compileBase({ kb }))),
    await best(10, () => processorSecondsOf(again)),
  ]
  const detail = `${(one * 1e3).toFixed(0)} ms of ${(whole * 1e3).toFixed(0)} ms of processors`
  report(`compile: one changed page${what}, to the whole`, one / whole, bound, detail)
}

/** Compiles bases of N, 2N and 4N pages and reports the time per byte, compared with the smallest. */
export async function benchCompile(folder: string): Promise<void> {
  const perByte: number[] = []
  for (const factor of [1, 2, 4]) {
    const kb = join(folder, `kb-${factor}`)
    const bytes = writePages(kb, PAGES * factor)
    const compile = async () => {
      const { diagnostics } = await compileBase({ kb })
      const broken = diagnostics.find(({ severity }) => severity === 'error')
      if (broken !== undefined) throw new Error(JSON.stringify(broken))
    }
    if (factor === 1) await compile()
    if (factor === 4) await benchAgain('', kb, '00_bench/page_0.md', 'at most 0.5')
    const seconds = await best(3, () => secondsOf(compile))
    perByte.push(seconds / bytes)
    const detail = `${PAGES * factor} pages, ${(bytes / 1e3).toFixed(0)} kB in ${seconds.toFixed(2)} s`
    report('compile: time a byte, to that of the smallest', perByte.at(-1)! / perByte[0]!, 'about 1', detail)
  }
  const own = join(folder, 'kb-own')
  cpSync('kb', own, { recursive: true })
  await benchAgain(' of ours', own, OUR_PAGE, 'at most 0.1')
}

function writePages(kb: string, count: number): number {
  mkdirSync(join(kb, '00_bench'), { recursive: true })
  let bytes = 0
  for (let page = 0; page < count; page++) {
    const text = ownWordsPage(page)
    bytes += text.length
    writeFileSync(join(kb, '00_bench', `page_${page}.md`), text)
  }
  return bytes
}
