// kb/ → generated/: the folders 1-read, 2-resolve, 3-check and 4-emit tell the phases.
import { readFile } from 'node:fs/promises'
import { resolve as absolute, basename, join } from 'node:path'
import type { Base, Example } from '../knowledge/base.js'
import { packagePath } from '../project.js'
import { digestOf, type Layer, readLayers } from './1-read/files.js'
import { readPage } from './1-read/index.js'
import { changeRules } from './2-resolve/changes.js'
import { collectBlocks } from './2-resolve/collect.js'
import type { PageCoverage } from './2-resolve/coverage.js'
import { type Resolved, resolve } from './2-resolve/index.js'
import { loadSchemas } from './2-resolve/schemas.js'
import { loadScopes } from './2-resolve/scopes.js'
import { observedWords, Vocabulary } from './2-resolve/words.js'
import { analyseRules } from './3-check/index.js'
import { emitBase, note } from './4-emit/index.js'
import { planSchema } from './4-emit/plan-schema.js'
import { printJson } from './4-emit/print.js'
import { emitTemplates } from './4-emit/templates.js'
import { readProject } from './config.js'
import { type Diagnostic, Diagnostics } from './diagnostic.js'

export { readData } from './1-read/data.js'
export { mapperOf } from './1-read/position.js'
export type { PageCoverage } from './2-resolve/coverage.js'
export { compareGenerated, type Difference } from './compare.js'
export { type Diagnostic, Diagnostics } from './diagnostic.js'
export { formatDiagnostics } from './format.js'
export { writeGenerated } from './write.js'

export interface CompileOptions {
  /** Folder of the pages. The base of the package itself also gets the templates of its reports. */
  readonly kb?: string
  /** Folder with a `kb.config.json`, in place of `kb`: its pages and those of the base that it extends. */
  readonly project?: string
  /** Grammar folder; that of the package by default. */
  readonly rules?: string
}

export interface Compilation {
  /** Name under `generated/` → exact bytes. */
  readonly files: Map<string, string>
  readonly base: Base
  readonly examples: readonly Example[]
  /** Sorted; the base must not be written while one of them is an error. */
  readonly diagnostics: readonly Diagnostic[]
  /** Of the pages of the base itself, without those of a base that it extends. */
  readonly coverage: readonly PageCoverage[]
  /** The folder that the configuration of a project says is written. */
  readonly out?: string
}

/** Compiles a base. Reads and writes nothing else; throws only where a folder cannot be read. */
export async function compileBase(options: CompileOptions): Promise<Compilation> {
  const rules = options.rules ?? packagePath('rules')
  const diagnostics = new Diagnostics()
  const schemas = await loadSchemas(rules)
  const project =
    options.project === undefined ? undefined : await readProject(options.project, schemas, diagnostics)
  const layers = project?.layers ?? [layerOf(options.kb ?? 'kb')]
  const knowledge = await readLayers(layers)
  for (const { text, reason } of knowledge.refused) {
    diagnostics.report('page/unreadable', text, { line: 1, column: 1 }, { reason })
  }
  const pages = knowledge.files.map((file) => readPage(file, diagnostics))
  const vocabulary = new Vocabulary(diagnostics)
  const observed = await observedWords(rules, knowledge.strata[0] ?? '', vocabulary, diagnostics)
  const { scopes, content: scopesContent } = await loadScopes(rules)
  const blocks = collectBlocks(pages, schemas, diagnostics)
  const resolved = resolve({ pages, blocks, strata: knowledge.strata, scopes, vocabulary }, diagnostics)
  const changed = changeRules(resolved.base.rules, resolved.examples, project?.changes ?? [], diagnostics)
  const isGiven = givenPages(layers)
  reportRuleSet({ ...resolved, base: { ...resolved.base, rules: changed.rules } }, isGiven, diagnostics)
  const digest = digestOf([
    { name: 'rules/scopes.yaml', content: scopesContent },
    { name: 'rules/vocabulary.yaml', content: observed },
    ...(project?.contents ?? []),
    ...knowledge.files.map(({ text, content }) => ({ name: text.name, content })),
  ])
  const { rules: left, examples, changes } = changed
  const base: Base = { digest, ...resolved.base, rules: left, ...(changes.length > 0 && { changes }) }
  const pageNames = pages.map(({ text }) => text.name)
  const files = emitBase(base, examples, pageNames)
  const grammar = await readFile(join(rules, 'plan.schema.json'), 'utf8')
  files.set('plan.schema.json', printJson(planSchema(JSON.parse(grammar), base.words, note)))
  if (layers.length === 1 && absolute(layers[0]!.folder) === absolute(packagePath('kb'))) {
    const templates = await emitTemplates(packagePath('templates'), note, diagnostics)
    if (templates !== undefined) files.set('templates.js', templates)
  }
  return {
    files,
    base,
    examples,
    diagnostics: diagnostics.sorted().filter((found) => !isGiven(found.page) || concernsAuthor(found)),
    coverage: resolved.coverage.filter(({ page }) => !isGiven(page)),
    ...(project && { out: project.out }),
  }
}

const layerOf = (kb: string): Layer => ({ folder: kb, name: basename(absolute(kb)), given: false })

/** Which pages are those of an extended base, which the author cannot edit. */
function givenPages(layers: readonly Layer[]): (page: string) => boolean {
  const given = layers.filter((layer) => layer.given).map(({ name }) => `${name}/`)
  return (page) => given.some((name) => page.startsWith(name))
}

/**
 * Of what is found on a given page, an author has to know the errors. Its links were checked when that base was compiled;
 * in the union a name of it may by chance look like a link to something new.
 */
function concernsAuthor({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && code !== 'link/unknown'
}

/** Phase 3: what the analysis of the rule set found, at the ids of the rules; of a pair at the rule of the author. */
function reportRuleSet(
  { base, names, selectors, ruleBlocks }: Resolved,
  isGiven: (page: string) => boolean,
  diagnostics: Diagnostics,
): void {
  for (const report of analyseRules(base.rules, { ...names, selectors })) {
    const own = [report.rule, report.other].find((rule) => rule && !isGiven(rule.place.page))
    const { page, data } = ruleBlocks.get((own ?? report.rule).id)!
    const doubtful = report.maybeUnreachable && report.kind === 'contradicting'
    const code = doubtful ? 'law/maybe-contradicting' : (`law/${report.kind}` as const)
    diagnostics.report(code, page.text, data.where(['id']), { reason: report.message }, { hint: report.hint })
  }
}
