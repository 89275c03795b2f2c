// Changes that come by themselves: what a value of a flag says beside itself changes with the value.
import { wordsOf } from '../../candidate/launch/write.js'
import type { Change } from './flags.js'
import type { LaunchFlags } from './uses.js'

/** Whether a change follows from another one, of the value of a flag that the launch has. */
export function isImplied(change: Change, changes: readonly Change[], { uses, table }: LaunchFlags): boolean {
  return uses.some(({ flag, member, values }) => {
    if (member !== undefined || values.length !== 1) return false
    const own = changes.find(({ path }) => path !== change.path && flag.paths.includes(path))
    const next = own && wordsOf(flag, own.value)?.[1]
    if (next === undefined) return false
    const said = (value: string) => table.statesOf(flag, value).find(({ path }) => path === change.path)
    const then = said(next)
    return then === undefined
      ? change.value === undefined && said(values[0]!.text) !== undefined
      : then.value === change.value
  })
}
