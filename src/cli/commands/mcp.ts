import { loadExamples } from '../../knowledge/load.js'
import type { Workshop } from '../../mcp/tool.js'
import { baseFolder, baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { openFolder } from '../open-folder.js'
import { tell } from '../output.js'

/** A message of the protocol is one line; a longer one ends the connection. */
const mostBytes = 32 * 2 ** 20

export const command: Command = {
  summary:
    'Serves the tools check, explain and fix to agents over the Model Context Protocol, on standard input and output.',
  usage: '[options]',
  positionals: [0, 0],
  options: {
    root: {
      type: 'string',
      value: 'DIR',
      description: 'Open the files below this folder to the tools; none is open by default.',
    },
    base: baseOption,
  },
  examples: [
    ['kb mcp', 'What an agent is configured to start; docs/agents.md shows how.'],
    ['kb mcp --root plans/', 'The same, and plans may be named by their path below plans/.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const root = given.one('root')
  const files = root === undefined ? {} : { readFile: openFolder(root) }
  // Opened before the first message, so that a base that is missing is told at once.
  const workshop: Workshop = { base: openBase(given), examples: loadExamples(baseFolder(given)), ...files }
  const { createServer } = await import('../../mcp/server.js')
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js')
  const server = createServer(workshop)
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: mostBytes })
  server.onerror = (error) => tell(`kb: ${error.message.split('\n')[0]}`)
  await server.connect(transport)
  return new Promise((ended) => {
    process.stdin.on('end', () => ended(Exit.ok))
    server.onclose = () => ended(Exit.unusable)
  })
}
