import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Compilation, Layer } from '../../compile/index.js'
import type { Base, Rule } from '../../knowledge/base.js'
import { nearest } from '../../knowledge/near.js'
import { packagePath } from '../../project.js'
import { UsageError } from '../../usage-error.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { isFolder } from '../is-folder.js'
import { compileFolder, diagnosticsText, isBroken, kbOption, ownPages } from '../knowledge-folder.js'
import { print, tell } from '../output.js'
import { pageFiles, pageNamed } from '../pages.js'
import { writeFileWhole } from '../write-file.js'

const kinds = ['rule', 'page']

export const command: Command = {
  summary:
    'Starts a rule or a page: text that compiles at once, with an example that fails until you write the rule.',
  usage: 'rule ID [--page PAGE] | page STRATUM/NAME',
  positionals: [2, 2],
  options: {
    page: {
      type: 'string',
      value: 'PAGE',
      description: 'The page that gets the rule; without it, it is printed.',
    },
    kb: kbOption,
  },
  examples: [
    ['kb new rule FAMILY/NAME', 'Prints a section to paste, and says which pages it fits.'],
    ['kb new rule FAMILY/NAME --page PAGE', 'Adds the section at the end of that page.'],
    ['kb new page 06/microbatching', 'Starts a page in stratum 06.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const [kind, name] = given.positionals as [string, string]
  if (!kinds.includes(kind)) {
    const near = nearest(kind, kinds)
    const hint = near === undefined ? `Usage: kb new ${command.usage}` : `Did you mean \`kb new ${near}\`?`
    throw new UsageError(`\`kb new\` makes no \`${kind}\`, but a rule or a page.`, hint)
  }
  if (kind === 'page' && given.one('page') !== undefined) {
    throw new UsageError('`--page` goes with `kb new rule`.', 'Write `kb new page STRATUM/NAME`.')
  }
  if (kind === 'rule') checkId(name)
  const asked = kind === 'page' ? askedPlace(name) : undefined
  const compilation = await compileFolder(given)
  if (isBroken(compilation)) {
    await print(await diagnosticsText(compilation))
    tell('kb: nothing was written. Mend these first: a new id has to be one that is not taken.')
    return Exit.rejected
  }
  if (asked === undefined) await newRule(name, compilation, given)
  else await newPage(newPlace(asked, ownPages(given), compilation.base), compilation)
  return Exit.ok
}

/** The form of an id is that of the grammar. */
function checkId(id: string): void {
  const schema = JSON.parse(readFileSync(packagePath('rules/rule.schema.json'), 'utf8')) as {
    readonly properties: { readonly id: { readonly pattern: string; readonly description: string } }
  }
  const { pattern, description } = schema.properties.id
  if (new RegExp(pattern).test(id)) return
  throw new UsageError(`\`${id}\` cannot be the id of a rule.`, `It is written ${description}.`)
}

function checkFree(id: string, { base }: Compilation): void {
  const owner = base.rules.find((rule) => rule.id === id || rule.was.includes(id))
  if (owner === undefined) return
  const { page, line } = owner.place
  const what = owner.id === id ? 'is a rule already' : `is a former id of \`${owner.id}\``
  throw new UsageError(`\`${id}\` ${what}: ${page}:${line}.`, `\`kb explain ${owner.id}\` shows it.`)
}

async function newRule(id: string, compilation: Compilation, given: Given): Promise<void> {
  checkFree(id, compilation)
  const { citable, withSection } = await import('../../author/section.js')
  const { placeholderSource, ruleSection } = await import('../../author/scaffold.js')
  const own = ownPages(given)
  const pages = isFolder(own.folder) ? await pageFiles(own) : []
  const asked = given.one('page')
  const homes = homesOf(id, compilation.base.rules, new Set(pages.map(({ name }) => name)))
  if (asked === undefined) {
    const home = pages.find(({ name }) => name === homes[0])
    const cited = home === undefined ? undefined : citable(readFileSync(home.path, 'utf8'))
    await print(await ruleSection(id, cited?.source ?? placeholderSource))
    tell(`kb: ${placeText(id, homes, compilation.base.rules)}`)
    return
  }
  const { name, path } = pageNamed(asked, pages)
  const content = readFileSync(path, 'utf8')
  const cited = citable(content)
  const section = await ruleSection(id, cited?.source)
  const definition = cited?.defined === false ? `[^${cited.source}]: TODO: section, page or line.` : undefined
  writeFileWhole(path, withSection(content, section, definition))
  const citing =
    cited === undefined
      ? 'The page lists no source, so it is advice for now: add one under `sources`, cite it as `[^id]` with a line `[^id]: Section 3.` at the end of the page, and set `kind`.'
      : `It cites \`${cited.source}\` for now.`
  await print(`${name} now ends with the rule ${id}. ${citing}\n${nextSteps}`)
}

const nextSteps =
  'Write what stands behind TODO. `kb compile` passes; `kb test` fails until the condition breaks the first example.\n'

/** Pages of the author with rules of the same family, those with most of them first. */
function homesOf(id: string, rules: readonly Rule[], own: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>()
  for (const rule of rules) {
    if (familyOf(rule.id) !== familyOf(id) || !own.has(rule.place.page)) continue
    counts.set(rule.place.page, (counts.get(rule.place.page) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([page]) => page)
}

const familyOf = (id: string): string => id.slice(0, id.indexOf('/'))

function placeText(id: string, homes: readonly string[], rules: readonly Rule[]): string {
  if (homes.length > 0) {
    return `rules of the family \`${familyOf(id)}\` stand in ${homes.join(', ')}. \`--page\` adds it to one.`
  }
  const families = new Set(rules.map((rule) => familyOf(rule.id)))
  const near = families.has(familyOf(id)) ? undefined : nearest(familyOf(id), families)
  const ask = near === undefined ? '' : ` Is \`${near}\` meant?`
  const what = families.has(familyOf(id))
    ? `no page of yours has rules of the family \`${familyOf(id)}\` yet.`
    : `\`${familyOf(id)}\` is a new family.${ask}`
  return `${what} It belongs on the page of the lowest stratum that has all its facts.`
}

interface NewPlace {
  /** As findings will name it. */
  readonly name: string
  readonly path: string
  readonly file: string
}

interface AskedPlace {
  readonly stratum: string
  readonly file: string
}

/** `STRATUM/NAME`, taken apart. */
function askedPlace(argument: string): AskedPlace {
  const [, stratum, file] = /^([^/]+)\/([a-z0-9][a-z0-9_]*?)(?:\.md)?$/.exec(argument) ?? []
  if (stratum === undefined || file === undefined) {
    throw new UsageError(
      `\`${argument}\` cannot be a page.`,
      'It is written STRATUM/NAME, the name in lower case with underscores.',
    )
  }
  return { stratum, file }
}

/** Where the page lies: its stratum by number or in full, which has to be there or in a base that is extended. */
function newPlace({ stratum: asked, file }: AskedPlace, own: Layer, base: Base): NewPlace {
  const names = isFolder(own.folder) ? readdirSync(own.folder) : []
  const started = names.flatMap((name) => /^(\d\d_[^/]+?)(?:\.md)?$/.exec(name)?.[1] ?? [])
  const strata = [...new Set([...started, ...base.strata.map(({ id }) => id)])]
  const stratum = strata.find(
    (name) => name === asked || (/^\d\d$/.test(asked) && name.startsWith(`${asked}_`)),
  )
  if (stratum === undefined) {
    const near = nearest(asked, strata)
    const hint = near === undefined ? `The strata are ${strata.join(', ')}.` : `Did you mean \`${near}\`?`
    throw new UsageError(
      `There is no stratum \`${asked}\`.`,
      `${hint} A new one begins with a folder \`${join(own.folder, '06_its_name')}\`.`,
    )
  }
  const path = join(own.folder, stratum, `${file}.md`)
  const name = `${own.name}/${stratum}/${file}.md`
  if (existsSync(path)) throw new UsageError(`${name} is there already.`, 'Choose another name.')
  return { name, path, file }
}

async function newPage({ name, path, file }: NewPlace, compilation: Compilation): Promise<void> {
  const id = `${file.replaceAll('_', '-').replace(/^[^a-z]+/, '') || 'page'}/first-rule`
  checkFree(id, compilation)
  const { rulePage } = await import('../../author/scaffold.js')
  const content = await rulePage(file, id)
  mkdirSync(dirname(path), { recursive: true })
  writeFileWhole(path, content)
  await print(`${name} begins with the rule ${id}; give it its own name.\n${nextSteps}`)
}
