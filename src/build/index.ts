// The constructor: strategy and model to an explicit plan.
export { planDot } from './form/dot.js'
export { planGraphml } from './form/graphml.js'
export { planJson } from './form/json.js'
export { planMermaid } from './form/mermaid.js'
export { readStrategy, readWorkload } from './given-strategy.js'
export { buildPlan } from './plan.js'
