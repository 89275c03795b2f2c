// Each folder under cases/ is a base and the diagnostics and coverage that it compiles to. `UPDATE_CASES=1` writes them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileBase, formatDiagnostics, type PageCoverage } from '../../src/compile/index.js'

const cases = fileURLToPath(new URL('cases/', import.meta.url))

const coverageText = (pages: readonly PageCoverage[]): string =>
  pages
    .filter(({ bound, excused, bare }) => bound + excused + bare.length > 0)
    .map(
      ({ page, bound, excused, bare }) =>
        `${page}: ${bound} bound, ${excused} excused, ${bare.length} bare\n`,
    )
    .join('')

for (const name of readdirSync(cases).sort()) {
  test(name, async () => {
    const { diagnostics, coverage } = await compileBase({ kb: join(cases, name, 'kb') })
    const actual = `${formatDiagnostics(diagnostics)}\n${coverageText(coverage)}`
    const expected = join(cases, name, 'expected.txt')
    if (process.env['UPDATE_CASES'] === '1') writeFileSync(expected, actual)
    assert.fixture(actual, readFileSync(expected, 'utf8'))
  })
}

test.run()
