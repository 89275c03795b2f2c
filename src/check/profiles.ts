// Named sets of rules, as `rules/profiles.yaml` declares them.
import { readFile } from 'node:fs/promises'
import type { Kind, Severity } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { packagePath } from '../project.js'
import { UsageError } from '../usage-error.js'

export interface Profile {
  readonly name: string
  readonly description: string
  readonly kinds: readonly Kind[]
  readonly severities: readonly Severity[]
  /** The severity from which on a finding fails; `error` when absent. */
  readonly failOn?: 'error' | 'warning'
}

/** The profile of that name; a usage error, with the nearest name, when there is none. */
export async function readProfile(name: string): Promise<Profile> {
  // Loaded on demand: who names no profile does not wait for a YAML reader.
  const { parse } = await import('yaml')
  const profiles = parse(await readFile(packagePath('rules/profiles.yaml'), 'utf8')) as Record<
    string,
    Omit<Profile, 'name'>
  >
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (profile) return { name, ...profile }
  const near = nearest(name, Object.keys(profiles))
  const hint =
    near === undefined ? `Profiles: ${Object.keys(profiles).join(', ')}.` : `Did you mean \`${near}\`?`
  throw new UsageError(`There is no profile \`${name}\`.`, hint)
}
