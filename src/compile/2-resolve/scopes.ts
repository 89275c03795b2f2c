import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Scope } from '../../knowledge/base.js'
import type { ScopeShape } from '../expression/environment.js'

interface ScopeEntry {
  readonly relations: Readonly<Record<string, Scope>>
  readonly members: boolean
}

/** Reads `scopes.yaml` of the grammar folder, which is ours: it is not checked. */
export async function loadScopes(
  rules: string,
): Promise<{ readonly scopes: ReadonlyMap<Scope, ScopeShape>; readonly content: string }> {
  const content = (await readFile(join(rules, 'scopes.yaml'), 'utf8')).replace(/\r\n?/g, '\n')
  const entries = Object.entries(parse(content) as Record<Scope, ScopeEntry>) as [Scope, ScopeEntry][]
  const scopes = new Map<Scope, ScopeShape>()
  for (const [scope, { relations, members }] of entries) {
    scopes.set(scope, { relations: new Map(Object.entries(relations)), members })
  }
  return { scopes, content }
}
