// How far tensors are placed, in words.
import type { TypesSummary } from '../judge/verdict.js'
import { counted, nameText } from './values.js'

// Why a tensor is not placed: a short form beside others of its kind, and a sentence for who asks.
const reasons: Readonly<Record<string, readonly [short: string, long: string]>> = {
  'no-operation': ['of no known operation', 'what the node computes is not recognised'],
  'no-signature': [
    'of operations without a signature',
    'no signature says what the operation reads and gives',
  ],
  'no-devices': ['without devices', 'the node names no devices'],
  'no-weights': ['of products without weights', 'the node reads weights and names none'],
  'no-sizes': ['without sizes', 'the tensor, or a weight, has no dimensions with names and sizes'],
  'no-rule': ['of operations without a rule', 'no rule of placement speaks of the operation'],
  unnamed: ['without names', 'the node does not name what it reads and gives'],
  'not-stated': ['not said', 'nothing that the node says decides how its result lies'],
  ambiguous: ['ambiguous', 'what is said allows several placements, or is contradictory'],
  conflict: ['in conflict', 'what is read does not lie as the operation takes it'],
  behind: ['behind those', 'something that the node reads is not placed'],
}

/** `types: 34 of 120 tensors placed by labels; open: 60 not said, 26 behind those`; empty where nothing gives a tensor. */
export function placedText(types: TypesSummary | undefined): string {
  if (types === undefined) return ''
  const { by, tensors, placed, open } = types
  const rest = open.map(({ because, tensors }) => `${tensors} ${reasons[because]?.[0] ?? because}`)
  const of = `types: ${placed} of ${counted(tensors, 'tensor')} placed${placed > 0 ? ` by ${by}` : ''}`
  return rest.length === 0 ? of : `${of}; open: ${rest.join(', ')}`
}

/** One sentence for each reason: `60 tensors, first of qkv: nothing that the node says decides how its result lies`. */
export function openTexts({ open }: TypesSummary): { readonly because: string; readonly says: string }[] {
  return open.map(({ because, tensors, first }) => ({
    because,
    says: `${counted(tensors, 'tensor')}, first of ${nameText(first)}: ${reasons[because]?.[1] ?? because}`,
  }))
}
