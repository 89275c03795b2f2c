// Reads a file or standard input for judging. A file that cannot be read is a result like any other, not an end.
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import type { SyntaxProblem } from '../candidate/candidate.js'
import type { Document } from '../check/check.js'

/** The longest text that JavaScript can hold. */
const maxBytes = 2 ** 29 - 25
const chunkBytes = 1 << 20
/** How long a named pipe may have no writer. */
const patience = 5000

/** A named pipe that nobody writes would otherwise be waited for without end. Windows has none. */
const nonBlocking = constants.O_NONBLOCK ?? 0

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'something that may not be read',
  EPERM: 'something that may not be read',
  EISDIR: 'a folder',
  ENOTDIR: 'a path through something that is no folder',
  ELOOP: 'links in a circle',
  ENAMETOOLONG: 'a name that is too long',
}

/** The document of an argument: a path, or `-` for standard input. */
export function readInput(input: string): Document {
  let file: number | undefined
  try {
    file = input === '-' ? 0 : openSync(input, constants.O_RDONLY | nonBlocking)
    const kind = fstatSync(file)
    if (kind.isDirectory()) return missing(input, 'a folder')
    if (kind.isCharacterDevice() && input !== '-') return missing(input, 'a device')
    if (kind.size > maxBytes) return missing(input, `${kind.size} bytes, more than fit into one text`)
    const isNamedPipe = kind.isFIFO() && input !== '-'
    const content = kind.isFile() ? readFileSync(file) : readStream(file, isNamedPipe ? patience : 0)
    if (isNamedPipe && content?.length === 0) return missing(input, 'a pipe that nobody writes')
    return content === undefined ? missing(input, 'more bytes than fit into one text') : { input, content }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return missing(input, reasons[code] ?? 'a file that cannot be read')
  } finally {
    if (file !== undefined && file !== 0) closeSync(file)
  }
}

/**
 * Everything a pipe or terminal gives, or nothing when that is too much. For a while an end before any byte is taken for
 * a writer that has not come yet.
 */
function readStream(file: number, wait: number): Buffer | undefined {
  const until = Date.now() + wait
  const chunks: Buffer[] = []
  let total = 0
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    const size = readSome(file, chunk)
    if (size === 0 && total === 0 && Date.now() < until) {
      pause()
      continue
    }
    if (size === 0) return Buffer.concat(chunks)
    chunks.push(chunk.subarray(0, size))
    total += size
    if (total > maxBytes) return undefined
  }
}

function readSome(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      pause()
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
}

function missing(input: string, read: string): Document {
  const problem: SyntaxProblem = {
    line: 0,
    column: 0,
    category: 'file',
    read,
    expected: 'a file with a plan document or a DOT graph',
    repair: 'check the path',
  }
  return { input, missing: problem }
}
