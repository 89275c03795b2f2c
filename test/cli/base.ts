// A small base of another domain, written to a folder for a test.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const page = `---
type: rules
title: Ovens
status: stable
stale_after: 2030-01-01
sources:
  - id: hamelman
    title: "Bread: A Baker's Book of Techniques and Recipes"
    resource: https://example.org/bread
---

# Ovens

\`\`\`yaml words
scope: node
words:
  heat: { type: integer, unit: "1", minimum: 0, description: Degrees in the oven. }
\`\`\`

## An oven must be hot before the bread goes in

Bread that warms up slowly stays flat.[^hamelman]

\`\`\`yaml rule
id: oven/hot
severity: error
kind: hard
scope: node
when: ["known(heat)"]
must: ["heat >= 200"]
message: "{{subject}} starts at {{heat}} degrees"
\`\`\`

\`\`\`yaml example
- title: a hot oven
  facts: { heat: 230 }
  expect: pass
- title: a cold oven
  facts: { heat: 20 }
  expect: fail
  says: starts at 20 degrees
\`\`\`

[^hamelman]: Chapter 3.
`

/** Writes the base to `kb/` in a folder, its page changed as asked. */
export function writeBase(folder: string, change: (page: string) => string = (same) => same): void {
  mkdirSync(join(folder, 'kb', '02_baking'), { recursive: true })
  writeFileSync(join(folder, 'kb', '02_baking', 'ovens.md'), change(page))
}
