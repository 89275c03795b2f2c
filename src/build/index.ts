// The constructor: strategy and model to an explicit plan.
export { readStrategy, readWorkload } from './given-strategy.js'
export { buildPlan } from './plan.js'
