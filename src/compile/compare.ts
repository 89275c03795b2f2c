import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of `generated/` that is not what the pages compile to. */
export interface Difference {
  readonly file: string
  readonly kind: 'missing' | 'stale' | 'superfluous'
  /** The first lines that differ, as a unified difference shows them; empty for whole files. */
  readonly lines: readonly string[]
}

/** Lines of context and of change that are shown. */
const context = 2
const shown = 6
const lineWidth = 200

/** Compares what was compiled with what lies in `outDir`; nothing when they are equal, byte for byte. */
export async function compareGenerated(
  files: ReadonlyMap<string, string>,
  outDir: string,
): Promise<Difference[]> {
  const present = new Set(await readdir(outDir).catch(() => []))
  const differences: Difference[] = []
  for (const file of [...new Set([...files.keys(), ...present])].sort()) {
    const wanted = files.get(file)
    if (wanted === undefined) differences.push({ file, kind: 'superfluous', lines: [] })
    else if (!present.has(file)) differences.push({ file, kind: 'missing', lines: [] })
    else {
      const found = await readFile(join(outDir, file), 'utf8').catch(() => undefined)
      if (found !== wanted) differences.push({ file, kind: 'stale', lines: firstDifference(found, wanted) })
    }
  }
  return differences
}

/** Nothing for what stands there and is no file. */
function firstDifference(found: string | undefined, wanted: string): string[] {
  if (found === undefined) return []
  const before = found.split('\n')
  const after = wanted.split('\n')
  let first = 0
  while (first < before.length && first < after.length && before[first] === after[first]) first++
  let common = 0
  const shortest = Math.min(before.length, after.length) - first
  while (common < shortest && before[before.length - 1 - common] === after[after.length - 1 - common])
    common++
  const removed = before.slice(first, before.length - common)
  const added = after.slice(first, after.length - common)
  const start = Math.max(0, first - context)
  return [
    `@@ -${start + 1} +${start + 1} @@`,
    ...before.slice(start, first).map((line) => clip(` ${line}`)),
    ...cut(removed, '-'),
    ...cut(added, '+'),
  ]
}

function cut(lines: readonly string[], sign: string): string[] {
  const rest = lines.length - shown
  const head = lines.slice(0, shown).map((line) => clip(sign + line))
  return rest > 0 ? [...head, `${sign}… ${rest} more lines`] : head
}

const clip = (line: string): string => (line.length > lineWidth ? `${line.slice(0, lineWidth)}…` : line)
