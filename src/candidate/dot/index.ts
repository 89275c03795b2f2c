export { labelLines } from './label.js'
export type { Outline, Statement } from './outline.js'
export { dotString, dotValue, isHtml } from './quote.js'
export { readDot } from './read.js'
export { looksLikeDot } from './sniff.js'
export type {
  DotCluster,
  DotEdge,
  DotErrorCategory,
  DotGraph,
  DotNode,
} from './types.js'
