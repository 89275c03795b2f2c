// What the flags of a launch say at a path of its document, in words that can be pasted: by the name that the launch itself
// uses, where it does.
import { type Flag, jsonOr } from '../../candidate/launch/flag-table.js'
import { placesOf } from '../../candidate/launch/stated.js'
import { quoted, wordsOf } from '../../candidate/launch/write.js'
import type { Base } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import { addition, says } from './flags.js'
import type { LaunchFlags } from './uses.js'

export interface FlagWords {
  /** The words that say a value; none where leaving them out says it; undefined where no flag does. */
  say(path: string, value: Scalar): string | undefined
  /** The flag that says what stands at a path. */
  nameOf(path: string): string | undefined
}

/** The words of a launch's flags. */
export function flagWords(flags: LaunchFlags, base: Base): FlagWords {
  const using = (path: string) => {
    const places = new Set([path, ...(placesOf(base).get(path) ?? [])])
    const use = flags.uses.findLast((each) => says(each, places, flags))
    if (use === undefined) return undefined
    const [written] = use.word.text.split('=', 1)
    const isWhole = use.member === undefined && flags.table.find(written!) === use.flag
    // An object says more than this one member, and is not written anew here.
    return { use, name: isWhole ? written! : use.flag.name, isPlain: isWhole && use.flag.kind !== 'json' }
  }
  return {
    nameOf: (path) => using(path)?.name ?? flags.table.flags.find(({ paths }) => paths[0] === path)?.name,
    say: (path, value) => {
      const used = using(path)
      if (used === undefined) return isUsual(path, value, flags) ? '' : added(path, value, flags)
      const { use, name, isPlain } = used
      if (!isPlain || use.flag.paths.length === 0) return added(path, value, flags)
      const words = wordsOf({ ...use.flag, name }, value)
      if (words === undefined) return undefined
      return words.length === 0 ? `without ${name}` : words.map(quoted).join(' ')
    },
  }
}

function added(path: string, value: Scalar, flags: LaunchFlags): string | undefined {
  const words = addition(path, value, flags)?.added
  return words?.flat().map(quoted).join(' ')
}

/** Whether a launch says a value by leaving the flag out: what the engine makes of its absence, and without a word of that one and off. */
function isUsual(path: string, value: Scalar, { table }: LaunchFlags): boolean {
  const flag = table.flags.find((each: Flag) => each.paths[0] === path)
  if (flag === undefined) return false
  return value === false || value === (flag.absent === undefined ? 1 : jsonOr(flag.absent))
}
