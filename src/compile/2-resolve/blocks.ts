// What a block says, once its schema (`rules/*.schema.json`) has passed it.
import type { Component, Example, Kind, Safety, Scope, Severity, Word } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { Data } from '../1-read/data.js'
import type { Block, BlockKind, Page, Section } from '../1-read/page.js'

export interface FixBlock {
  readonly title: string
  readonly safety: Safety
  readonly change?: string
  readonly edit: Readonly<Record<string, Readonly<Record<string, Scalar>>>>
}

/** A fix that stands by itself: for every rule of its scope that reads a word which it sets. */
export interface SharedFixBlock extends FixBlock {
  readonly id: string
  readonly scope: Scope
  readonly when?: readonly string[]
}

export interface RuleBlock {
  readonly id: string
  readonly severity: Severity
  readonly kind: Kind
  readonly engine?: { readonly name: string | readonly string[]; readonly versions: string }
  readonly scope: Scope
  readonly requires?: readonly string[]
  readonly when?: readonly string[]
  readonly must: readonly string[]
  readonly message: string
  readonly noFix?: string
  readonly fix?: FixBlock | readonly FixBlock[]
  readonly failureMode?: string
  readonly was?: readonly string[]
  readonly traces?: readonly string[]
}

export type SelectorBlock = Readonly<
  Record<string, string | { readonly is: string; readonly description?: string }>
>

/** Type, unit and limits of a word or of a column. */
export interface Declaration {
  readonly type: Word['type']
  readonly unit?: string
  readonly values?: readonly Scalar[]
  readonly minimum?: number
  readonly maximum?: number
}

export interface WordDeclaration extends Declaration {
  readonly preconditions?: readonly string[]
  readonly origin?: 'given' | 'recognised'
  readonly default?: Scalar
  readonly counts?: 'stage'
  readonly from?: readonly string[]
  readonly else?: string
  readonly meantBy?: Word['meantBy']
  readonly description: string
}

export interface WordsBlock {
  readonly scope: Scope
  readonly section?: string
  readonly words: Readonly<Record<string, WordDeclaration>>
}

/** Adds rows to a table that another block defines. */
export interface ExtensionBlock {
  readonly extends: string
}

export interface TableBlock {
  readonly id: string
  readonly key: string
  readonly columns: Readonly<Record<string, Declaration>>
  readonly sets?: string
  readonly aliases?: string
  readonly source?: string
  readonly claims?: false
  readonly traces?: readonly string[]
}

export interface FormulaBlock {
  readonly id: string
  readonly scope: Scope
  readonly type: Word['type']
  readonly unit?: string
  readonly expression: string
  readonly description: string
  readonly traces?: readonly string[]
}

export interface EstimateBlock {
  readonly id: string
  readonly title: string
  readonly scope: Scope
  readonly decisive?: string
  readonly components: Readonly<Record<string, ComponentBlock>>
}

export interface ComponentBlock {
  readonly title: string
  readonly type?: 'number' | 'integer' | 'text'
  readonly unit?: string
  readonly value: string
  readonly low?: string
  readonly high?: string
  readonly evidence: Component['evidence']
}

export interface FailureModeBlock {
  readonly id: string
  readonly title: string
  readonly family?: string
  readonly symptoms: readonly string[]
  readonly signs?: readonly string[]
  readonly rootCause: string
  readonly remedies?: readonly string[]
  readonly hides?: readonly string[]
  readonly undetected?: string
  readonly traces?: readonly string[]
}

export interface PatternsBlock {
  readonly id: string
  readonly scope: 'plan' | 'node' | 'edge' | 'device' | 'dimension'
  readonly field: string
  readonly as: string
  readonly table?: string
}

export type ExampleBlock = readonly Omit<Example, 'place'>[]

interface Contents {
  rule: RuleBlock
  fix: SharedFixBlock
  selector: SelectorBlock
  words: WordsBlock
  facts: TableBlock | ExtensionBlock
  formula: FormulaBlock
  estimate: EstimateBlock
  'failure-mode': FailureModeBlock
  patterns: PatternsBlock
  example: ExampleBlock
}

/** A block that its schema has passed, with where it stands. */
export interface Found<K extends BlockKind> {
  readonly value: Contents[K]
  readonly data: Data
  readonly page: Page
  readonly section: Section
  readonly block: Block
}

/** All blocks of the base by kind, in the order of pages and lines. */
export type Blocks = { readonly [K in BlockKind]: readonly Found<K>[] }
