// Paths of a run as the URIs of a SARIF log.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { cyclic, inFolder, kb } from './kb.js'

const env = { GITHUB_WORKSPACE: '' }
const sarif = ['--format', 'sarif']

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly helpUri?: string }[] } }
  readonly invocations: readonly [{ readonly exitCode: number; readonly executionSuccessful: boolean }]
  readonly artifacts: readonly {
    readonly location?: { readonly uri: string }
    readonly description?: { readonly text: string }
  }[]
}
const runOf = (out: string) => (JSON.parse(out) as { runs: [Run] }).runs[0]
const urisOf = (out: string) => runOf(out).artifacts.map(({ location }) => location?.uri)

test('paths are URIs from the root of the repository, and every name in them is encoded', () =>
  inFolder(async (folder) => {
    const cwd = join(folder, 'repo', 'deep')
    mkdirSync(join(cwd, 'two words'), { recursive: true })
    const names = ['two words/ä #1?.dot', 'a:b%20.dot', '../up.dot', '../../out side.dot']
    for (const name of names) writeFileSync(join(cwd, name), cyclic)
    const absolute = join(folder, 'out side.dot')
    const args = ['check', ...names, absolute, ...sarif, '--only', 'graph/acyclic']
    const [here, workspace] = await Promise.all(
      ['', join(folder, 'repo')].map((root) => kb(args, { cwd, env: { GITHUB_WORKSPACE: root } })),
    )
    const outside = ['../../out%20side.dot', pathToFileURL(absolute).href]
    assert.equal(urisOf(here!.out), [
      'two%20words/%C3%A4%20%231%3F.dot',
      'a%3Ab%2520.dot',
      '../up.dot',
      ...outside,
    ])
    assert.equal(urisOf(workspace!.out), [
      'deep/two%20words/%C3%A4%20%231%3F.dot',
      'deep/a%3Ab%2520.dot',
      'up.dot',
      ...outside,
    ])
    assert.is(runOf(here!.out).invocations[0].exitCode, here!.code)
  }))

test('standard input and a file that is not there', async () => {
  const run = await kb(['check', '-', 'no such.dot', ...sarif], { input: cyclic, env })
  const { artifacts, invocations } = runOf(run.out)
  assert.is(run.code, 2)
  assert.is(artifacts[0]?.description?.text, 'standard input')
  assert.is(artifacts[1]?.location?.uri, 'no%20such.dot')
  assert.is(invocations[0].executionSuccessful, false)
})

test('in a run of GitHub Actions rules point to their line, where the repository holds the pages', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    assert.is((await kb(['compile'], { cwd })).code, 0)
    writeFileSync(join(cwd, 'a.dot'), cyclic)
    const github = {
      GITHUB_WORKSPACE: cwd,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'bakers/bread',
      GITHUB_SHA: 'abc',
    }
    const helpUris = async (...more: string[]) => {
      const run = await kb(['check', 'a.dot', ...sarif, ...more], { cwd, env: github })
      return runOf(run.out).tool.driver.rules.map(({ helpUri }) => helpUri)
    }
    assert.equal(await helpUris('--base', 'generated'), [
      'https://github.com/bakers/bread/blob/abc/kb/02_baking/ovens.md#L24',
    ])
    assert.equal(new Set(await helpUris()), new Set([undefined]))
  }))

test.run()
