import { nearest } from '../knowledge/near.js'

/** The hint "did you mean …", or undefined where no known name is near. */
export function nearestHint(name: string, known: Iterable<string>): string | undefined {
  const found = nearest(name, known)
  return found === undefined ? undefined : `did you mean \`${found}\`?`
}
