// Where annotations point: GitHub wants paths from the root of the repository, whatever folder a step works in.
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Compilation } from '../compile/index.js'
import type { Annotation } from '../report/github.js'

/** A path of the working directory as GitHub names it; the path as given where it leads out of the repository. */
export function repositoryPath(path: string): string {
  const inside = relative(process.env['GITHUB_WORKSPACE'] || process.cwd(), resolve(path))
  const out = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  return (out ? path : inside).replaceAll('\\', '/')
}

/** The path of a page or configuration as the compiler names it: `kb/05_x/page.md`. */
export function pagePath(page: string, { layers, configurations }: Compilation): string {
  const configuration = configurations.find(({ name }) => name === page)
  if (configuration !== undefined) return repositoryPath(configuration.path)
  const layer = layers.find(({ name }) => page.startsWith(`${name}/`))
  // Texts of the grammar and the templates lie in the package.
  return layer === undefined ? page : repositoryPath(join(layer.folder, page.slice(layer.name.length + 1)))
}

/** What the compiler found, as annotations of the pages. */
export function diagnosticAnnotations(compilation: Compilation): Annotation[] {
  return compilation.diagnostics.map(
    ({ severity, page, line, column, endColumn, code, message, expected, hint }) => ({
      level: severity,
      file: pagePath(page, compilation),
      line,
      column,
      ...(endColumn === undefined ? {} : { endColumn }),
      title: code,
      message: [
        message,
        ...(expected === undefined ? [] : [`expected: ${expected}`]),
        ...(hint === undefined ? [] : [`hint: ${hint}`]),
      ].join('\n'),
    }),
  )
}
