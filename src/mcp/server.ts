// The server: tools of the knowledge base over the Model Context Protocol, by the official SDK. Nothing here knows of files
// or of the command line.
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { nearest } from '../knowledge/near.js'
import { version } from '../project.js'
import { plain, plainLines } from '../report/plain.js'
import { readArguments } from './arguments.js'
import { checkTool } from './check.js'
import { explainTool } from './explain.js'
import { fixTool } from './fix.js'
import { Refusal, type Refused, refusalProperties, refusedFor } from './refusal.js'
import type { Data, ObjectSchema, Tool, Workshop } from './tool.js'

const instructions = [
  'Shardwright judges plans of parallel LLM inference by a knowledge base: execution DAGs (plan documents or Graphviz DOT) and deployments.',
  'Call `check` before you hand a plan on. `rejected`: a rule of severity error is broken; mend the first findings first, as they often explain the others.',
  '`undecided`: nothing is broken, but facts are missing; say those of `missing` in the document, or give them as `assume`. Only `valid` is approval.',
  '`explain` tells why a rule holds and when; `fix` applies the fixes that are proved and answers the patched document.',
  'A bad call answers `error` and `hint`. Nothing is written, and nothing outside the call is read but the knowledge base and, where one is open, files of one folder.',
].join('\n')

/** Tools only read what they are given, and the same call has the same answer. */
const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }

/** The server with its tools. */
export function createServer(workshop: Workshop): Server {
  const hasFiles = workshop.readFile !== undefined
  const tools = [checkTool(hasFiles), explainTool, fixTool(hasFiles)]
  const server = new Server(
    { name: 'shardwright', version: version() },
    { capabilities: { tools: {} }, instructions },
  )
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, input, output }) => ({
      ...{ name, title, description, inputSchema: mutable(input), outputSchema: mutable(orRefusal(output)) },
      annotations: { title, ...annotations },
    })),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    try {
      const tool = toolOf(params.name, tools)
      const { data, text } = await tool.call(readArguments(params.arguments, tool.input), workshop)
      return { content: [{ type: 'text', text: plainLines(text) }], structuredContent: data }
    } catch (error) {
      return refused(refusedFor(error) ?? failureOf(error))
    }
  })
  return server
}

function toolOf(name: string, tools: readonly Tool[]): Tool {
  const tool = tools.find((each) => each.name === name)
  if (tool !== undefined) return tool
  const names = tools.map((each) => each.name)
  const near = nearest(name, names)
  const hint = near === undefined ? `The tools are ${names.join(', ')}.` : `Did you mean \`${near}\`?`
  throw new Refusal(`There is no tool \`${name.slice(0, 80)}\`.`, hint)
}

/** An answer is that of the tool or a refusal; clients hold both to the schema. */
function orRefusal(output: ObjectSchema): ObjectSchema {
  const { required = [], properties, ...rest } = output
  return {
    ...rest,
    properties: { ...properties, ...refusalProperties },
    anyOf: [{ required }, { required: ['error', 'hint'] }],
  }
}

function refused(answer: Refused): CallToolResult {
  const { error, hint } = answer
  return {
    isError: true,
    content: [{ type: 'text', text: `error: ${plain(error)}\nhint: ${plain(hint)}` }],
    structuredContent: answer,
  }
}

function failureOf(error: unknown): Refused {
  const message = error instanceof Error ? error.message : String(error)
  return {
    error: `Shardwright failed, which is a fault of its own: ${message.split('\n')[0]}`,
    hint: 'Report it with the call that shows it; another call may be answered.',
  }
}

/** The SDK types its schemas as data that may be changed. */
const mutable = (schema: ObjectSchema) => schema as { type: 'object' } & Record<string, Data>
