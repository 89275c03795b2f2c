// A candidate in memory, whatever form it was written in. The plan document is this form written down.
import type { Excerpt } from '../caret.js'
import type { Launch } from './launch/find.js'

/** A named dimension of a tensor; `size` is a number, or text when it is symbolic (`?`, `tokens`). */
export interface Dimension {
  readonly name?: string
  readonly size?: number | string
}

export interface TensorUse {
  readonly name?: string
  readonly dims?: readonly Dimension[]
  readonly dtype?: string
  readonly placement?: Readonly<Record<string, string>>
  /**
   * By dimension, the indices that a device has of it, as ranges ("0-3,8-11"): one text for each device of the node in
   * their order, or one for all. Weights and inputs are loaded so; an operation that cuts keeps so much.
   */
  readonly slices?: Readonly<Record<string, string | readonly string[]>>
  /** By dimension, the named parts that lie behind one another along it (queries, keys and values of one matrix). */
  readonly parts?: Readonly<Record<string, readonly Dimension[]>>
  /** By dimension, where it goes on behind the model's, and what stands there. */
  readonly padding?: Readonly<Record<string, TensorPadding>>
  /** What the cells of a quantised weight are multiplied by. */
  readonly scales?: ScaleUse
}

/** Indices of a dimension that are no part of the model: those from one on. Where nothing is said any number may stand there. */
export interface TensorPadding {
  readonly from: number
  readonly value?: 'zero' | 'minusInfinity'
}

/** Scales of a quantised weight, one for each block of it, and what devices have loaded of them. */
export interface ScaleUse {
  readonly name?: string
  /** By dimension of the weight, how many indices in a row share a scale; one scale is for all of a dimension that is left out. */
  readonly blocks?: Readonly<Record<string, number>>
  /** By dimension, the blocks whose scales a device has, as `slices` of tensors; all of them where nothing is said. */
  readonly slices?: Readonly<Record<string, string | readonly string[]>>
  /** Dimensions along which blocks begin anew with each part of a fused weight; along others they run on from part to part. */
  readonly parts?: readonly string[]
}

/** A view of the devices as a grid: its axes from the outermost, and the devices in that order. */
export interface Mesh {
  readonly axes: readonly { readonly name: string; readonly size: number }[]
  readonly devices?: readonly (number | string)[]
}

/** A node: one operation on one rank or on a group of ranks. A field that is absent is unknown. */
export interface CandidateNode {
  readonly id: string
  readonly title?: string
  readonly op?: string
  readonly phase?: string
  readonly layer?: number
  readonly stage?: number
  readonly microbatch?: number
  readonly step?: number
  readonly devices?: readonly (number | string)[]
  readonly group?: readonly (number | string)[]
  readonly inputs?: readonly TensorUse[]
  readonly outputs?: readonly TensorUse[]
  /** What the node reads that no other makes: the weights that its devices have loaded. */
  readonly weights?: readonly TensorUse[]
  readonly dtype?: string
  /** Words of scope node that the base declares and the plan form has no field for. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>
  /** DOT only: false when the id occurs only as an end of edges. */
  readonly declared?: boolean
  /** DOT only: physical line. */
  readonly line?: number
}

export interface CandidateEdge {
  readonly from: string
  readonly to: string
  readonly tensor?: string
  readonly label?: string
  readonly attributes?: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>
  readonly line?: number
}

/** A text, and the launches in it that are one deployment. */
export interface LaunchedText {
  readonly text: string
  readonly launches: readonly Launch[]
  /** The deployment as the launches say it, whatever becomes of it later. */
  readonly document: object
  /** How the text is read again: its name, what is said of it, and which of how many deployments in it this is. */
  readonly input: string
  readonly about: About
  readonly index: number
  readonly count: number
}

/** What is told of the flags of a launch, of values that are not known, and of where a document and its command disagree. */
export interface LaunchNotes {
  /** Flags that no table knows. */
  readonly unknownFlags: readonly string[]
  /** Flags that the version of the engine does not have. */
  readonly refusedFlags: readonly string[]
  /** Those of them that this version writes otherwise, by the names that the launch uses, and those that only later versions have. */
  readonly replaceableFlags: readonly string[]
  readonly laterFlags: readonly string[]
  /** Variables of the environment that the version of the engine does not read. */
  readonly ignoredVariables: readonly string[]
  /** Flags that not all versions have, with those that do, and the ranges of these versions. */
  readonly datedFlags: readonly string[]
  readonly flagVersions: readonly string[]
  readonly openValues: readonly string[]
  /** Defaults of variables that the launch was read with, as nothing is known to set them. */
  readonly defaultValues: readonly string[]
  readonly contradictions: readonly string[]
}

/** Something in the input that its grammar or schema does not allow. */
export interface SyntaxProblem {
  readonly line: number
  readonly column: number
  readonly category: string
  readonly read: string
  readonly expected: string
  readonly repair: string
  /** The line at hand, or the part of it around the place; the first problems of a text have it. */
  readonly excerpt?: Excerpt
}

export type SectionValue = string | number | boolean | readonly (string | number)[]

/** A model's configuration that came beside the document, and the files that it was read from. */
export interface ModelConfig {
  readonly config: object
  /** Path or address as given, and SHA-256 of the bytes. */
  readonly files: readonly { readonly from: string; readonly digest: string }[]
}

/** Machines: what they are called, how many devices there are, and on how many hosts. */
export interface Machines {
  readonly gpu?: string
  readonly count?: number
  readonly nodes?: number
}

/** What is said about launches and deployments from outside of their text. */
export interface About {
  readonly hardware?: Machines
  readonly engineVersion?: string
  readonly modelConfig?: ModelConfig
  /** The text of the file of options that a launch names. */
  readonly optionsFile?: string
}

export interface Candidate {
  /** The argument as given; with `#` and its own name behind, where the document holds several candidates. */
  readonly input: string
  /** The argument as given, where the document holds several candidates. */
  readonly partOf?: string
  readonly format: 'plan' | 'dot' | 'deployment' | 'unknown'
  /** SHA-256 of the bytes read. */
  readonly digest: string
  readonly problems: readonly SyntaxProblem[]
  /** What the document says of model, cluster and workload: words of scope plan, by their full name (`model.layers`). */
  readonly given: Readonly<Record<string, SectionValue>>
  /** Per phase, its strategy: words of scope phase, by name. */
  readonly phases: Readonly<Record<string, Readonly<Record<string, SectionValue>>>>
  /** Per phase, the number of stages that it counts; absent where nothing counts them. */
  readonly countedStages?: Readonly<Record<string, number>>
  readonly nodes: readonly CandidateNode[]
  readonly edges: readonly CandidateEdge[]
  /** Views of the devices as grids, by name. */
  readonly meshes?: Readonly<Record<string, Mesh>>
  /** Paths of a deployment document that no word reads, or whose values their words do not take. */
  readonly unread?: readonly string[]
  /** The text as read, for edits of it. */
  readonly text?: string
  /** Files beside the document that a deployment was completed from. */
  readonly modelFiles?: ModelConfig['files']
  /** What was said of a deployment from outside when it was read. */
  readonly about?: About
  /** The text that launches the deployment, and the launches in it: several where each host has its own. */
  readonly launched?: LaunchedText
  /** What of a launch command is not understood, and where it and the document disagree. */
  readonly launch?: LaunchNotes
  /** The JSON document as read, for patches; DOT has none. */
  readonly document?: unknown
}
