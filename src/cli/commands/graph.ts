import { nearest } from '../../knowledge/near.js'
import { UsageError } from '../../usage-error.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print } from '../output.js'

export const command: Command = {
  summary: 'Draws the strata, the rules and the facts that they read.',
  usage: '[RULE|WORD…] [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      values: ['svg', 'dot', 'json'],
      description: 'svg by default.',
    },
    base: baseOption,
  },
  examples: [
    ['kb graph > base.svg', 'The whole base. Open it in a browser: it says what is under the pointer.'],
    ['kb graph model.kvHeads > heads.svg', 'What a fact feeds, through formulas and selectors.'],
    ['kb graph RULE --format dot | dot -Tpdf > rule.pdf', 'What a rule reads, drawn by Graphviz.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const { around, graphOf, meant } = await import('../../graph/graph.js')
  const whole = graphOf(openBase(given))
  const focus = given.positionals.flatMap((text) => {
    const found = meant(whole, text)
    if (found.length > 0) return found.map(({ id }) => id)
    const unread = meant({ ...whole, nodes: whole.unread }, text)
    if (unread.length > 0) throw new UsageError(`No rule reads \`${unread[0]!.name}\`.`)
    const near = nearest(text, [...whole.nodes.map(({ name }) => name)])
    const hint = near === undefined ? '`kb rules` and `kb facts` list them.' : `Did you mean \`${near}\`?`
    throw new UsageError(`Nothing is called \`${text}\`.`, hint)
  })
  const graph = focus.length === 0 ? whole : around(whole, focus)
  switch (given.one('format') ?? 'svg') {
    case 'json':
      await print(`${JSON.stringify({ ...graph, focus }, null, 2)}\n`)
      break
    case 'dot':
      await print((await import('../../graph/dot.js')).dotOf(graph))
      break
    default: {
      const { svgOf } = await import('../../graph/svg.js')
      await print(svgOf(graph, new Set(focus), caption(graph, given.positionals)))
    }
  }
  return Exit.ok
}

function caption(
  {
    nodes,
    unread,
  }: { readonly nodes: readonly { readonly kind: string }[]; readonly unread: readonly unknown[] },
  asked: readonly string[],
): string {
  const rules = nodes.filter(({ kind }) => kind === 'rule').length
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
  const what = `${count(rules, 'rule')}, ${count(nodes.length - rules, 'fact')}`
  if (asked.length > 0) return `Around ${asked.join(', ')}: ${what}`
  return unread.length === 0 ? what : `${what} that they read; ${unread.length} more are read by none`
}
