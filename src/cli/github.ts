// Where annotations point: GitHub wants paths from the root of the repository, whatever folder a step works in.
import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import type { Compilation } from '../compile/index.js'
import type { Annotation } from '../report/github.js'
import type { Given } from './command.js'

/** A path of the working directory as GitHub names it; the path as given where it leads out of the repository. */
export function repositoryPath(path: string): string {
  const inside = relative(process.env['GITHUB_WORKSPACE'] || process.cwd(), resolve(path))
  const out = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  return (out ? path : inside).replaceAll('\\', '/')
}

/** The path of a page that the compiler names from the folder that holds the base: `kb/05_x/page.md`. */
export function pagePath(page: string, given: Given): string {
  const kb = given.one('kb') ?? 'kb'
  const prefix = `${basename(resolve(kb))}/`
  // Texts of the grammar and the templates lie in the package.
  return page.startsWith(prefix) ? repositoryPath(`${kb}/${page.slice(prefix.length)}`) : page
}

/** What the compiler found, as annotations of the pages. */
export function diagnosticAnnotations({ diagnostics }: Compilation, given: Given): Annotation[] {
  return diagnostics.map(({ severity, page, line, column, endColumn, code, message, expected, hint }) => ({
    level: severity,
    file: pagePath(page, given),
    line,
    column,
    ...(endColumn === undefined ? {} : { endColumn }),
    title: code,
    message: [
      message,
      ...(expected === undefined ? [] : [`expected: ${expected}`]),
      ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ].join('\n'),
  }))
}
