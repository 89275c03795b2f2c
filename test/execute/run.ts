// Executes a plan that a test has as data.
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { type ExecuteDocumentOptions, type Execution, executePlan } from '../../src/execute/index.js'
import { packageBase } from '../candidate/launch/base.js'

export function run(plan: unknown, options: ExecuteDocumentOptions = {}): Execution {
  return executePlan(readPlanDocument(plan, 'plan', packageBase()), packageBase(), options)
}
