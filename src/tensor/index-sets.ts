// Sets of indices of a dimension, in the order in which they lie in memory. Each distinct one is kept once under a number,
// as runs: a slice of a million rows costs as much as one of four.

/** A run of indices: the first, and the one behind the last. */
type Runs = readonly number[]

export class IndexSets {
  private readonly runs: Runs[] = []
  private readonly numbers = new Map<string, number>()
  private readonly texts = new Map<string, number>()
  private readonly sizes: number[] = []
  private readonly ascending: number[] = []
  /** The set without an index. */
  readonly none = this.add([])

  /** The set of a text such as "0-3,8-11"; it fits the grammar of `slices` in `rules/plan.schema.json`. */
  ofText(text: string): number {
    const known = this.texts.get(text)
    if (known !== undefined) return known
    const runs: number[] = []
    for (const range of text === '' ? [] : text.split(',')) {
      const [first, last = first] = range.split('-').map(Number) as [number, number?]
      if (last >= first) runs.push(first, last + 1)
    }
    const set = this.add(runs)
    this.texts.set(text, set)
    return set
  }

  /** All indices from one to before another. */
  range(first: number, end: number): number {
    return this.add(first < end ? [first, end] : [])
  }

  /** All indices of a dimension of so many. */
  whole(size: number): number {
    return this.range(0, size)
  }

  /** How many indices are in it; each as often as it stands there. */
  size(set: number): number {
    return this.sizes[set]!
  }

  isWhole(set: number, size: number): boolean {
    const runs = this.runs[set]!
    return size === 0 ? runs.length === 0 : runs.length === 2 && runs[0] === 0 && runs[1] === size
  }

  /** One set behind another. */
  joined(sets: readonly number[]): number {
    return sets.length === 1 ? sets[0]! : this.add(sets.flatMap((set) => this.runs[set]!))
  }

  /** The same indices in ascending order. */
  sorted(set: number): number {
    this.ascending[set] ??= this.add(ascendingRuns(this.runs[set]!))
    return this.ascending[set]
  }

  /** Whether no index stands in it twice. */
  isDistinct(set: number): boolean {
    return this.size(this.united([set])) === this.size(set)
  }

  /** The indices of some sets, ascending, each once. */
  united(sets: readonly number[]): number {
    const runs = ascendingRuns(sets.flatMap((set) => this.runs[set]!))
    const united: number[] = []
    for (let i = 0; i < runs.length; i += 2) {
      const last = united.length - 1
      if (last > 0 && runs[i]! <= united[last]!) united[last] = Math.max(united[last]!, runs[i + 1]!)
      else united.push(runs[i]!, runs[i + 1]!)
    }
    return this.add(united)
  }

  /** The indices that are in both, in the order of the first. */
  shared(set: number, other: number): number {
    const within = this.runs[this.united([other])]!
    const shared: number[] = []
    const runs = this.runs[set]!
    for (let i = 0; i < runs.length; i += 2) {
      for (let k = 0; k < within.length && within[k]! < runs[i + 1]!; k += 2) {
        const [first, end] = [Math.max(runs[i]!, within[k]!), Math.min(runs[i + 1]!, within[k + 1]!)]
        if (first < end) shared.push(first, end)
      }
    }
    return this.add(shared)
  }

  /** The indices of the first that are not in the second, in the order of the first. */
  without(set: number, other: number): number {
    const out = this.runs[this.united([other])]!
    const left: number[] = []
    const runs = this.runs[set]!
    for (let i = 0; i < runs.length; i += 2) {
      let first = runs[i]!
      const end = runs[i + 1]!
      for (let k = 0; k < out.length && out[k]! < end; k += 2) {
        if (first < out[k]!) left.push(first, out[k]!)
        first = Math.max(first, out[k + 1]!)
      }
      if (first < end) left.push(first, end)
    }
    return this.add(left)
  }

  /** Whether all indices of the second are in the first. */
  contains(set: number, other: number): boolean {
    return this.united([set, other]) === this.united([set])
  }

  /** Indices `from … end` of the list, counted by their places. */
  places(set: number, from: number, end: number): number {
    const part: number[] = []
    const runs = this.runs[set]!
    for (let i = 0, place = 0; i < runs.length; i += 2) {
      const length = runs[i + 1]! - runs[i]!
      const [first, last] = [Math.max(from - place, 0), Math.min(end - place, length)]
      if (first < last) part.push(runs[i]! + first, runs[i]! + last)
      place += length
    }
    return this.add(part)
  }

  /** Each index less a number. */
  lowered(set: number, by: number): number {
    return by === 0 ? set : this.add(this.runs[set]!.map((end) => end - by))
  }

  /** The runs of a set: first, end, first, end … */
  runsOf(set: number): Runs {
    return this.runs[set]!
  }

  /** The set of runs, in their order. */
  ofRuns(runs: Runs): number {
    return this.add(runs)
  }

  /** The indices one by one; only for dimensions that are short. */
  indices(set: number): number[] {
    const indices: number[] = []
    const runs = this.runs[set]!
    for (let i = 0; i < runs.length; i += 2) for (let k = runs[i]!; k < runs[i + 1]!; k++) indices.push(k)
    return indices
  }

  /** The shortest text of it. */
  text(set: number): string {
    const runs = this.runs[set]!
    const ranges: string[] = []
    for (let i = 0; i < runs.length; i += 2) {
      const last = runs[i + 1]! - 1
      ranges.push(last === runs[i] ? String(last) : `${runs[i]}-${last}`)
    }
    return ranges.join(',')
  }

  private add(given: Runs): number {
    const runs: number[] = []
    let size = 0
    for (let i = 0; i < given.length; i += 2) {
      size += given[i + 1]! - given[i]!
      if (runs.length > 0 && runs.at(-1) === given[i]) runs[runs.length - 1] = given[i + 1]!
      else runs.push(given[i]!, given[i + 1]!)
    }
    const key = runs.join()
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.runs.push(runs) - 1
    this.sizes.push(size)
    this.numbers.set(key, number)
    return number
  }
}

function ascendingRuns(runs: Runs): Runs {
  const pairs: [number, number][] = []
  for (let i = 0; i < runs.length; i += 2) pairs.push([runs[i]!, runs[i + 1]!])
  return pairs.sort((a, b) => a[0] - b[0]).flat()
}
