// A pattern as a program for the linear matcher: instructions that follow all ways at once.
import type { Characters } from './characters.js'
import { PatternError } from './syntax.js'
import type { Pattern } from './tree.js'

export type Instruction =
  | { readonly do: 'character'; readonly set: Characters }
  | { readonly do: 'assert'; readonly source: '^' | '$' | '\\b' | '\\B' }
  /** Notes the place in a slot. */
  | { readonly do: 'save'; readonly first: number; readonly last: number }
  /** Forgets the groups of a repetition before its next turn: slots from first to last. */
  | { readonly do: 'forget'; readonly first: number; readonly last: number }
  /** Goes on at both; what `prefer` finds counts more. */
  | { readonly do: 'split'; prefer: number; other: number }
  | { readonly do: 'jump'; to: number }
  | { readonly do: 'match' }

/** Counted repetitions are written out; beyond this size a pattern is refused. */
const maxInstructions = 3000

/** Refuses patterns that would become too large. @throws PatternError */
export function checkSize(pattern: Pattern): void {
  if (sizeOf(pattern) > maxInstructions)
    throw new PatternError('it is too large once its repetitions are written out', 0)
}

function sizeOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'set':
    case 'assertion':
      return 1
    case 'sequence':
    case 'choice':
      return pattern.items.reduce((sum, item) => sum + sizeOf(item) + 2, 0)
    case 'group':
      return sizeOf(pattern.item) + 2
    case 'repeat': {
      const turns = pattern.most === Number.POSITIVE_INFINITY ? pattern.least + 1 : pattern.most
      return turns * (sizeOf(pattern.item) + 3)
    }
  }
}

/** Compiles a pattern whose size has been checked. */
export function programOf(pattern: Pattern): readonly Instruction[] {
  const program: Instruction[] = []
  write(pattern, program)
  program.push({ do: 'match' })
  return program
}

function write(pattern: Pattern, program: Instruction[]): void {
  if (program.length > maxInstructions)
    throw new PatternError('it is too large once its repetitions are written out', 0)
  switch (pattern.kind) {
    case 'set':
      program.push({ do: 'character', set: pattern.set })
      return
    case 'assertion':
      program.push({ do: 'assert', source: pattern.source })
      return
    case 'sequence':
      for (const item of pattern.items) write(item, program)
      return
    case 'group':
      if (pattern.number !== undefined) save(2 * pattern.number, program)
      write(pattern.item, program)
      if (pattern.number !== undefined) save(2 * pattern.number + 1, program)
      return
    case 'choice':
      writeChoice(pattern.items, program)
      return
    case 'repeat':
      writeRepeat(pattern, program)
  }
}

const save = (slot: number, program: Instruction[]): number =>
  program.push({ do: 'save', first: slot, last: slot })

function writeChoice(items: readonly Pattern[], program: Instruction[]): void {
  const jumps: { do: 'jump'; to: number }[] = []
  for (const item of items.slice(0, -1)) {
    const split = { do: 'split' as const, prefer: program.length + 1, other: 0 }
    program.push(split)
    write(item, program)
    const jump = { do: 'jump' as const, to: 0 }
    program.push(jump)
    jumps.push(jump)
    split.other = program.length
  }
  write(items.at(-1)!, program)
  for (const jump of jumps) jump.to = program.length
}

function writeRepeat(repeat: Extract<Pattern, { kind: 'repeat' }>, program: Instruction[]): void {
  const { item, least, most, lazy, groups } = repeat
  const turn = (): void => {
    if (groups.last >= groups.first)
      program.push({ do: 'forget', first: 2 * groups.first, last: 2 * groups.last + 1 })
    write(item, program)
  }
  for (let i = 0; i < least; i++) turn()
  const exits: (() => void)[] = []
  const optional = (): void => {
    const split = { do: 'split' as const, prefer: 0, other: 0 }
    program.push(split)
    const inside = program.length
    if (lazy) split.other = inside
    else split.prefer = inside
    exits.push(() => {
      if (lazy) split.prefer = program.length
      else split.other = program.length
    })
    turn()
  }
  if (most === Number.POSITIVE_INFINITY) {
    const start = program.length
    optional()
    program.push({ do: 'jump', to: start })
  } else for (let i = least; i < most; i++) optional()
  for (const exit of exits) exit()
}
