// Where the package lies, and which version it is. The same from `src/` (development) and from `dist/` (built).
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)

/** The absolute path of a file or folder of the package. Never printed: output names no absolute path. */
export function packagePath(relative: string): string {
  return fileURLToPath(new URL(relative, root))
}

/** The version of Shardwright, as in its `package.json`. */
export function version(): string {
  const manifest = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { version: string }
  return manifest.version
}
