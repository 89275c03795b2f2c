// Rows by the ids of their nodes. A Map of a million texts waits for memory several times for each of them; a table of
// hashes that lies in one array waits once, or less.

/** Slots that may be looked at for an id, on average. Ids that are not made up to collide need five. */
const MOST_SLOTS = 64

export class IdRows {
  private readonly nodes: readonly { readonly id: string }[]
  /** Two numbers a slot: the hash of an id and its row + 1; 0 in a free one. */
  private slots: Int32Array
  /** The number of slots, a power of two, less 1. */
  private mask = 1023
  private count = 0
  /** Slots that may still be looked at. */
  private patience = 1024
  /** Takes over from the table where too many hashes collide. */
  private map: Map<string, number> | undefined

  /** Rows are those of `nodes`, which may grow. */
  constructor(nodes: readonly { readonly id: string }[]) {
    this.nodes = nodes
    while (this.mask < 2 * nodes.length) this.mask = 2 * this.mask + 1
    this.slots = new Int32Array(2 * (this.mask + 1))
  }

  /** The row of an id; undefined where none was added. */
  find(id: string): number | undefined {
    if (this.map !== undefined) return this.map.get(id)
    const row = this.slots[this.slotOf(id, hashOf(id)) + 1]!
    if (this.patience < 0) this.map = this.asMap()
    return row === 0 ? undefined : row - 1
  }

  /** Adds a row; false where one before it has its id. */
  add(row: number): boolean {
    const { id } = this.nodes[row]!
    if (this.map !== undefined) return !this.map.has(id) && this.map.set(id, row) === this.map
    const hash = hashOf(id)
    const at = this.slotOf(id, hash)
    if (this.slots[at + 1] !== 0) return false
    this.slots[at] = hash
    this.slots[at + 1] = row + 1
    this.count++
    if (2 * this.count > this.mask) this.grow()
    if (this.patience < 0) this.map = this.asMap()
    return true
  }

  /** Where the slot of an id begins, or the free one that it would take. */
  private slotOf(id: string, hash: number): number {
    this.patience += MOST_SLOTS
    for (let step = 0; ; step++) {
      const at = 2 * ((hash + step) & this.mask)
      const row = this.slots[at + 1]!
      if (row !== 0 && (this.slots[at] !== hash || this.nodes[row - 1]!.id !== id)) continue
      this.patience -= step
      return at
    }
  }

  private grow(): void {
    const before = this.slots
    this.slots = new Int32Array(2 * before.length)
    this.mask = 2 * this.mask + 1
    for (let from = 0; from < before.length; from += 2) {
      if (before[from + 1] === 0) continue
      let slot = before[from]! & this.mask
      while (this.slots[2 * slot + 1] !== 0) slot = (slot + 1) & this.mask
      this.slots[2 * slot] = before[from]!
      this.slots[2 * slot + 1] = before[from + 1]!
    }
  }

  private asMap(): Map<string, number> {
    const map = new Map<string, number>()
    for (let at = 1; at < this.slots.length; at += 2) {
      const row = this.slots[at]! - 1
      if (row >= 0) map.set(this.nodes[row]!.id, row)
    }
    return map
  }
}

/** Ids that differ at their end alone, as those of neighbours do, have slots side by side, so memory is read in order. */
function hashOf(id: string): number {
  let hash = 0
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 0x01000193) + id.charCodeAt(i)) | 0
  return hash
}
