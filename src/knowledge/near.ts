// "Did you mean …?": the known name that is spelt most like an unknown one.

/** Edits (insert, delete, replace, swap neighbours) between two short texts, letters compared without case. */
function editDistance(a: string, b: string): number {
  const x = a.toLowerCase()
  const y = b.toLowerCase()
  let beforeLast: number[] = []
  let last = Array.from({ length: y.length + 1 }, (_, j) => j)
  for (let i = 1; i <= x.length; i++) {
    const row = [i]
    for (let j = 1; j <= y.length; j++) {
      const replace = last[j - 1]! + (x[i - 1] === y[j - 1] ? 0 : 1)
      let best = Math.min(replace, last[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) {
        best = Math.min(best, beforeLast[j - 2]! + 1)
      }
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return last[y.length]!
}

/** Names of things within things share the way to them, which says nothing of whether one is meant by the other. */
const WAY = /^(?:.*\.)?/s

/** How much of the way that a name tells is also that of another, which does not just go on where the name ends. */
function sharedWay(name: string, other: string): number {
  if (other.startsWith(name)) return 0
  const [way] = WAY.exec(name)!
  const [otherWay] = WAY.exec(other)!
  return way === otherWay ? way.length : 0
}

/**
 * The nearest of `names`, if it is near enough to be meant: at most a third of its letters differ, those of a shared way to it
 * (`layer0.`) aside. Ties go by name.
 */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  if (name.length > 100) return undefined
  let best: string | undefined
  let distance = Number.POSITIVE_INFINITY
  for (const candidate of names) {
    const limit = Math.max(1, Math.floor((name.length - sharedWay(name, candidate)) / 3))
    if (Math.abs(candidate.length - name.length) > limit) continue
    const d = editDistance(name, candidate)
    if (d > limit) continue
    if (d < distance || (d === distance && best !== undefined && candidate < best)) {
      best = candidate
      distance = d
    }
  }
  return best
}
