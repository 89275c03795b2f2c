import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Safety } from '../../knowledge/base.js'

/** What fixes do, in the order of preference. */
export type FixChanges = readonly { readonly name: string; readonly safety: Safety }[]

/** Reads `fixes.yaml` of the grammar folder, which is ours: it is not checked. */
export async function loadFixChanges(
  rules: string,
): Promise<{ readonly changes: FixChanges; readonly content: string }> {
  const content = (await readFile(join(rules, 'fixes.yaml'), 'utf8')).replace(/\r\n?/g, '\n')
  const entries = Object.entries(parse(content) as Record<string, { readonly safety: Safety }>)
  return { changes: entries.map(([name, { safety }]) => ({ name, safety })), content }
}
