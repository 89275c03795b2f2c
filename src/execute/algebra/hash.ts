// A deterministic scatter of numbers: values of weights, and functions that only need to be the same for the same input.

/** A 32-bit number from two; the finaliser of MurmurHash3 over a combination of both. */
export function scatter(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A 32-bit number from a text and a seed. */
export function scatterText(text: string, seed: number): number {
  let h = scatter(seed, text.length)
  for (let i = 0; i < text.length; i++) h = scatter(h, text.charCodeAt(i))
  return h
}
