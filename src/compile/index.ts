// kb/ → generated/: the folders 1-read, 2-resolve, 3-check and 4-emit tell the phases.
import { readFile } from 'node:fs/promises'
import { resolve as absolute, basename, join } from 'node:path'
import type { Base, Example } from '../knowledge/base.js'
import { packagePath } from '../project.js'
import { ParsedTexts } from './1-read/data.js'
import { digestOf, type KnowledgeFile, type Layer, readLayers } from './1-read/files.js'
import { readPage } from './1-read/index.js'
import { changeRules } from './2-resolve/changes.js'
import { collectBlocks, mergeBlocks } from './2-resolve/collect.js'
import type { PageCoverage } from './2-resolve/coverage.js'
import { loadFixChanges } from './2-resolve/fix-changes.js'
import { type Resolved, resolve } from './2-resolve/index.js'
import { loadSchemas, type Schemas } from './2-resolve/schemas.js'
import { loadScopes } from './2-resolve/scopes.js'
import { observedWords, Vocabulary } from './2-resolve/words.js'
import { analyseRules } from './3-check/index.js'
import { deploymentSchema } from './4-emit/deployment-schema.js'
import { emitBase, note } from './4-emit/index.js'
import { planSchema, type Schema } from './4-emit/plan-schema.js'
import { printJson } from './4-emit/print.js'
import { emitTemplates } from './4-emit/templates.js'
import { readProject } from './config.js'
import { type Diagnostic, Diagnostics } from './diagnostic.js'
import { Memory, type ReadPage } from './memory.js'

export { readData } from './1-read/data.js'
export type { Layer } from './1-read/files.js'
export { mapperOf } from './1-read/position.js'
export type { PageCoverage } from './2-resolve/coverage.js'
export { compareGenerated, type Difference } from './compare.js'
export { type Diagnostic, Diagnostics } from './diagnostic.js'
export { formatDiagnostics } from './format.js'
export { Memory } from './memory.js'
export { type Written, writeGenerated } from './write.js'

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
  /** What was read: the folders of pages, and the configurations of a project by the names that diagnostics give them. */
  readonly layers: readonly Layer[]
  readonly configurations: readonly { readonly name: string; readonly path: string }[]
  /** The folder that the configuration of a project says is written. */
  readonly out?: string
}

/** Schemas of the grammar folder that are given the words of the base. */
const documentSchemas = {
  'plan.schema.json': planSchema,
  'deployment.schema.json': deploymentSchema,
} as const

/**
 * Compiles a base. Reads and writes nothing else; throws only where a folder cannot be read. With the memory of an earlier
 * run only what depends on something that changed is made anew; the result is the same.
 */
export async function compileBase(options: CompileOptions, memory = new Memory()): Promise<Compilation> {
  const rules = options.rules ?? packagePath('rules')
  const diagnostics = new Diagnostics()
  const { schemas, content: schemasContent } = await loadSchemas(rules, memory.schemas)
  const project =
    options.project === undefined ? undefined : await readProject(options.project, schemas, diagnostics)
  const layers = project?.layers ?? [layerOf(options.kb ?? 'kb')]
  const knowledge = await readLayers(layers, memory.files)
  for (const { text, reason } of knowledge.refused) {
    diagnostics.report('page/unreadable', text, { line: 1, column: 1 }, { reason })
  }
  memory.pages.inContext(schemasContent)
  const read = knowledge.files.map((file) => readWith(schemas, file, memory))
  for (const page of read) for (const found of page.diagnostics) diagnostics.add(found)
  const pages = read.map(({ page }) => page)
  const vocabulary = new Vocabulary(diagnostics)
  const observed = await observedWords(
    rules,
    knowledge.strata[0] ?? '',
    vocabulary,
    diagnostics,
    memory.observed,
  )
  const { scopes, content: scopesContent } = await loadScopes(rules)
  const { changes: fixChanges, content: fixesContent } = await loadFixChanges(rules)
  const blocks = mergeBlocks(read.map((page) => page.blocks))
  const { expressions } = memory
  const { strata } = knowledge
  const resolved = resolve(
    {
      pages,
      blocks,
      strata,
      scopes,
      vocabulary,
      changes: fixChanges,
      expressions,
      resolved: memory.resolved,
    },
    diagnostics,
  )
  const changed = changeRules(resolved.base.rules, resolved.examples, project?.changes ?? [], diagnostics)
  const ruled = { ...resolved, base: { ...resolved.base, rules: changed.rules } }
  const isGiven = givenPages(layers)
  reportRuleSet(ruled, isGiven, memory, diagnostics)
  const digest = digestOf([
    { name: 'rules/scopes.yaml', content: scopesContent },
    { name: 'rules/fixes.yaml', content: fixesContent },
    { name: 'rules/vocabulary.yaml', content: observed },
    ...(project?.contents ?? []),
    ...knowledge.files.map(({ text, content }) => ({ name: text.name, content })),
  ])
  const { rules: left, examples, changes } = changed
  const base: Base = { digest, ...resolved.base, rules: left, ...(changes.length > 0 && { changes }) }
  const pageNames = pages.map(({ text }) => text.name)
  const files = emitBase(base, examples, pageNames, memory.items, memory.types)
  for (const [name, schemaWith] of Object.entries(documentSchemas)) {
    const grammar = JSON.parse(await readFile(join(rules, name), 'utf8')) as Schema
    files.set(name, printJson(schemaWith(grammar, base.words, note), memory.items))
  }
  if (layers.length === 1 && absolute(layers[0]!.folder) === absolute(packagePath('kb'))) {
    const modules = await emitTemplates(packagePath('templates'), note, memory.templates, diagnostics)
    for (const [name, content] of modules) files.set(name, content)
  }
  memory.endRun()
  return {
    files,
    base,
    examples,
    diagnostics: diagnostics.sorted().filter((found) => !isGiven(found.page) || concernsAuthor(found)),
    coverage: resolved.coverage.filter(({ page }) => !isGiven(page)),
    layers,
    configurations: (project?.contents ?? []).map(({ name }) => ({
      name,
      path: join(options.project!, name),
    })),
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

/** Phase 1, and of phase 2 what looks at one page alone. */
function readWith(schemas: Schemas, file: KnowledgeFile, memory: Memory): ReadPage {
  return memory.pages.recall(file, (before) => {
    const diagnostics = new Diagnostics()
    const parsed = new ParsedTexts(before?.parsed)
    const page = readPage(file, diagnostics, parsed)
    parsed.forget()
    const blocks = collectBlocks(page, schemas, diagnostics)
    return { page, blocks, diagnostics: diagnostics.sorted(), parsed }
  })
}

/** Phase 3: what the analysis of the rule set found, at the ids of the rules; of a pair at the rule of the author. */
function reportRuleSet(
  { base, names, selectors, ruleBlocks }: Resolved,
  isGiven: (page: string) => boolean,
  memory: Memory,
  diagnostics: Diagnostics,
): void {
  for (const report of analyseRules(base.rules, { ...names, selectors }, memory.laws, memory.meanings)) {
    const own = [report.rule, report.other].find((rule) => rule && !isGiven(rule.place.page))
    const { page, data } = ruleBlocks.get((own ?? report.rule).id)!
    const doubtful = report.maybeUnreachable && report.kind === 'contradicting'
    const code = doubtful ? 'law/maybe-contradicting' : (`law/${report.kind}` as const)
    diagnostics.report(code, page.text, data.where(['id']), { reason: report.message }, { hint: report.hint })
  }
}
