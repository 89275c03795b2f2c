// The tool `check`: a document judged.
import { agentReport } from '../report/agent.js'
import { about } from '../report/summary.js'
import { documentOf, documentProperties } from './document.js'
import { resultData, resultProperties } from './finding.js'
import { aboutProperties, judged, judgingProperties } from './judged.js'
import type { Answer, Data, Tool, Workshop } from './tool.js'
import { worstOf } from './worst.js'

const layout = { width: 100, colour: false }

export const checkTool = (hasFiles: boolean): Tool => ({
  name: 'check',
  title: 'Judge a plan, a deployment or a launch',
  description:
    'Judges an execution DAG (plan document or Graphviz DOT), a deployment or the launches in a command, script or manifest of ' +
    'parallel LLM inference by the knowledge base. Answers the outcome, and for each broken rule whom it concerns, what was ' +
    'seen, the law and the fixes; of several launches those of the worst, and in the text those of all.',
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...documentProperties(hasFiles),
      ...aboutProperties,
      ...judgingProperties,
      full: { type: 'boolean', description: 'Add the whole verdict, as `kb check --format json` prints it.' },
    },
  },
  output: {
    type: 'object',
    required: ['outcome', 'about', 'findings', 'findingsTotal', 'missing', 'digest', 'knowledge'],
    properties: {
      ...resultProperties,
      about: { type: 'string', description: 'What was read: its kind and size.' },
      digest: { type: 'string', description: 'SHA-256 of the document.' },
      knowledge: { type: 'string', description: 'SHA-256 of the knowledge base.' },
      verdict: { type: 'object', description: 'The whole verdict, where `full` asked for it.' },
    },
  },
  call,
})

async function call(given: Data, workshop: Workshop): Promise<Answer> {
  const verdict = await judged(documentOf(given, workshop), given, workshop)
  const result = worstOf(verdict.results)
  return {
    data: {
      ...resultData(result),
      about: about(result),
      digest: result.digest,
      knowledge: verdict.knowledge,
      ...(given['full'] === true && { verdict }),
    },
    text: await agentReport(verdict, given['full'] === true, layout),
  }
}
