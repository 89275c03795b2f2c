export { labelLines } from './label.js'
export { dotString, dotValue, isHtml } from './quote.js'
export { readDot } from './read.js'
export { looksLikeDot } from './sniff.js'
export type {
  DotAttributes,
  DotCluster,
  DotEdge,
  DotErrorCategory,
  DotGraph,
  DotLimits,
  DotNode,
  DotSyntaxError,
} from './types.js'
export { defaultLimits } from './types.js'
