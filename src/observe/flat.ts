// Flat arrays with an entry for each node or edge of a candidate.
//
// V8 collects the whole heap after every 64 MB of ordinary array buffers. Beside a million parsed nodes one such collection
// costs as much as twenty columns, so large arrays lie in shared buffers, which it does not count. They are freed like
// any other; nothing is shared with other threads.

/** Arrays of fewer entries are ordinary ones. */
const LARGE = 1 << 16

/** Zeros, as 32-bit integers. */
export function int32s(length: number): Int32Array {
  return length < LARGE ? new Int32Array(length) : new Int32Array(new SharedArrayBuffer(length * 4))
}

/** Zeros, as bytes. */
export function bytes(length: number): Uint8Array {
  return length < LARGE ? new Uint8Array(length) : new Uint8Array(new SharedArrayBuffer(length))
}

/** Each entry replaced. */
export function mapped(array: Int32Array, replace: (entry: number, index: number) => number): Int32Array {
  const result = int32s(array.length)
  for (let i = 0; i < array.length; i++) result[i] = replace(array[i]!, i)
  return result
}

/** A copy of the first entries. */
export function copied(array: Int32Array, length = array.length): Int32Array {
  const result = int32s(length)
  result.set(array.subarray(0, length))
  return result
}
