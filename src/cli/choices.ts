// What the options of `kb check` choose: the rules to judge by, and the facts to assume.
import { readFileSync } from 'node:fs'
import { AssumptionError, type Assumptions, readAssumptions } from '../check/assume.js'
import { type Profile, rulesOf } from '../check/selection.js'
import type { Base, Rule } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { packagePath } from '../project.js'
import type { Given } from './command.js'
import { UsageError } from './usage-error.js'

interface Chosen {
  readonly rules?: readonly string[]
  readonly limitedTo?: { readonly only?: readonly string[]; readonly profile?: string }
  readonly failOn: string
}

/** The rules of `--profile` and `--only`, and the severity from which on a finding fails. */
export async function chosenRules(given: Given, base: Base): Promise<Chosen> {
  const name = given.one('profile')
  const profile = name === undefined ? undefined : await readProfile(name)
  const only = given.all('only').map((id) => requireRule(base, id).id)
  const rules = only.length > 0 ? only : profile && rulesOf(profile, base)
  const failOn = profile?.failOn ?? 'error'
  if (rules === undefined || rules.length === base.rules.length) return { failOn }
  return { rules, limitedTo: only.length > 0 ? { only } : { profile: name! }, failOn }
}

/** The rule of that id or former id; a usage error, with the nearest id, when the base has none. */
export function requireRule(base: Base, id: string): Rule {
  const rule = base.rules.find((each) => each.id === id) ?? base.rules.find((each) => each.was.includes(id))
  if (rule) return rule
  const near = nearest(
    id,
    base.rules.map((rule) => rule.id),
  )
  const hint = near === undefined ? '`kb rules` lists them.' : `Did you mean \`${near}\`?`
  throw new UsageError(`There is no rule \`${id}\`.`, hint)
}

async function readProfile(name: string): Promise<Profile> {
  const profiles = (await readData(packagePath('rules/profiles.yaml'), 'profiles')) as Record<string, Profile>
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (profile) return profile
  const near = nearest(name, Object.keys(profiles))
  throw new UsageError(
    `There is no profile \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
    `Profiles: ${Object.keys(profiles).join(', ')}.`,
  )
}

/** The facts of `--assume FILE`; none without it. */
export async function chosenAssumptions(given: Given, base: Base): Promise<Assumptions> {
  const file = given.one('assume')
  if (file === undefined) return {}
  try {
    return readAssumptions(await readData(file, `\`${file}\``), base)
  } catch (error) {
    if (error instanceof AssumptionError)
      throw new UsageError(`${file}: ${error.message}`, '`kb facts` lists the words.')
    throw error
  }
}

/** A JSON or YAML file as data. */
async function readData(path: string, called: string): Promise<unknown> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new UsageError(`${called} cannot be read.`, 'Check the path.')
  }
  const { parse } = await import('yaml')
  try {
    return parse(text, { maxAliasCount: 100, stringKeys: true })
  } catch (error) {
    throw new UsageError(`${called} is neither JSON nor YAML: ${(error as Error).message.split('\n')[0]}`)
  }
}
