// The linear matcher: it backtracks as a RegExp does, but never tries the same instruction at the same place twice, so
// that the time is at most that of the text's length times the pattern's, whatever both are.
import { type Characters, characters } from './characters.js'
import type { StartFilter } from './cost.js'
import type { Instruction } from './program.js'

/** Positions where the whole match and each group start and end, -1 where a group took no part. */
export type Slots = readonly number[]

const word = characters('\\w', 0)

/** The first match, the one that a RegExp would choose. `starts` tells where a match can start at all. */
export function findLinear(
  program: readonly Instruction[],
  groups: number,
  text: string,
  starts: StartFilter,
): Slots | undefined {
  const tried = new Uint32Array(Math.ceil((program.length * (text.length + 1)) / 32))
  for (let start = 0; start <= text.length; start++) {
    if (inPair(text, start) || !starts(text.codePointAt(start))) continue
    const found = attempt(program, groups, text, start, tried)
    if (found !== undefined) return found
  }
  return undefined
}

/** What is left to try: an instruction at a place, or (where `at` is negative) a slot to be put back. */
function attempt(
  program: readonly Instruction[],
  groups: number,
  text: string,
  start: number,
  tried: Uint32Array,
): Slots | undefined {
  const slots = new Array<number>(2 * (groups + 1)).fill(-1)
  slots[0] = start
  const left: number[] = [0, start]
  while (left.length > 0) {
    let place = left.pop()!
    let at = left.pop()!
    if (at < 0) {
      slots[-at - 1] = place
      continue
    }
    for (;;) {
      const bit = at * (text.length + 1) + place
      if (((tried[bit >>> 5]! >>> (bit & 31)) & 1) === 1) break
      tried[bit >>> 5]! |= 1 << (bit & 31)
      const instruction = program[at]!
      if (instruction.do === 'match') {
        slots[1] = place
        return slots
      }
      if (instruction.do === 'character') {
        const point = text.codePointAt(place)
        if (point === undefined || !instruction.set.has(point)) break
        place += point > 0xffff ? 2 : 1
      } else if (instruction.do === 'assert') {
        if (!holds(instruction.source, text, place)) break
      } else if (instruction.do === 'split') {
        left.push(instruction.other, place)
        at = instruction.prefer
        continue
      } else if (instruction.do === 'jump') {
        at = instruction.to
        continue
      } else {
        for (let slot = instruction.first; slot <= instruction.last; slot++) {
          left.push(-slot - 1, slots[slot]!)
          slots[slot] = instruction.do === 'save' ? place : -1
        }
      }
      at++
    }
  }
  return undefined
}

function holds(source: '^' | '$' | '\\b' | '\\B', text: string, place: number): boolean {
  if (source === '^') return place === 0
  if (source === '$') return place === text.length
  const before = place > 0 && isIn(word, text.codePointAt(inPair(text, place - 1) ? place - 2 : place - 1))
  const border = before !== isIn(word, text.codePointAt(place))
  return source === '\\b' ? border : !border
}

const isIn = (set: Characters, point: number | undefined): boolean => point !== undefined && set.has(point)

/** Whether a place lies between the two halves of one character. */
const inPair = (text: string, place: number): boolean => place > 0 && text.codePointAt(place - 1)! > 0xffff
