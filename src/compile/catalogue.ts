// Every diagnostic of the compiler: its severity and its sentence. `{name}` is filled by what reports it; where a thing
// was expected or a near name is known, the diagnostic carries that apart.

interface Entry {
  readonly severity: 'error' | 'warning'
  readonly says: string
}

const error = (says: string): Entry => ({ severity: 'error', says })
const warning = (says: string): Entry => ({ severity: 'warning', says })

const entries = {
  'config/unreadable': error('The configuration cannot be read: {reason}.'),
  'config/no-base': error('There is no base in `{folder}`: neither `kb.config.json` nor a folder `kb`.'),
  'config/no-pages': error('There is no folder `{folder}` with pages, and no base is extended.'),
  'config/circle': error('The bases extend each other: {path}.'),
  'config/hard': error(
    '`{name}` is a hard rule: it can neither be switched off nor weakened, as it holds for every engine.',
  ),
  'config/wisdom': error('`{name}` is advice, and advice is never an error.'),
  'page/unreadable': error('The page cannot be read: {reason}.'),
  'page/no-frontmatter': warning('The page has no frontmatter.'),
  'block/unclosed-fence': error('The fence that opens here is not closed and swallows {what}.'),
  'block/unknown-kind': error('There is no block `yaml {kind}`.'),
  'yaml/syntax': error('YAML: {reason}'),
  'yaml/too-deep': error('YAML nests deeper than {limit} levels.'),
  'yaml/duplicate-key': error('The key `{key}` occurs twice.'),
  'yaml/unsafe-key': error('`{key}` cannot be a key.'),
  'schema/unknown-key': error('A {what} has no key `{key}`.'),
  'schema/missing-key': error('The key `{key}` is missing.'),
  'schema/value': error('`{path}` {reason}.'),
  'name/duplicate': error('{what} `{name}` is already declared in {place}.'),
  'word/reserved': error('`{name}` cannot be the name of a word.'),
  'word/unknown': error('Scope {scope} has no word `{name}`.'),
  'unit/unknown': error('{reason}'),
  'table/missing': error('No table follows this {kind} block.'),
  'table/unknown': error('There is no table `{name}`.'),
  'table/stratum': error(
    'The table `{name}` is of stratum {ours} and cannot rest on rows of the higher {theirs}.',
  ),
  'table/no-column': error('The table has no column `{column}`.'),
  'table/unknown-column': error('The column `{column}` is not declared.'),
  'table/duplicate-column': error('The column `{column}` occurs twice.'),
  'table/uneven-row': error('The row has {cells} cells, the header has {columns}.'),
  'table/cell': error('`{column}` must be {type}, and `{text}` is not.'),
  'table/empty-cell': error('The cell of column `{column}` is empty.'),
  'table/duplicate-key': error('The key `{key}` already has a row in {place}.'),
  'pattern/refused': error('The pattern is refused: {reason}.'),
  'expression/syntax': error('{reason}'),
  'expression/name': error('{reason}'),
  'expression/type': error('{reason}'),
  'expression/unit': error('{reason}'),
  'expression/stratum': error('{reason}'),
  'expression/value': error('{reason}'),
  'expression/pattern': error('{reason}'),
  'expression/cycle': error('`{name}` is defined through itself: {path}.'),
  'law/stratum': error('`{name}` belongs to the higher stratum {theirs}; this page is of {ours}.'),
  'law/uncited': error('A rule of kind {kind} needs a citation.'),
  'law/uncited-table': error('The table `{table}` claims facts and cites no source.'),
  'law/bare-sentence': warning('This sentence states a law that no rule is bound to: "{text}"'),
  'law/never-applies': error('{reason}.'),
  'law/never-breaks': error('{reason}.'),
  'law/duplicate': error('{reason}.'),
  'law/contradicting': error('{reason}.'),
  'law/maybe-contradicting': warning('{reason}.'),
  'law/implied': warning('{reason}.'),
  'law/not-analysed': warning('{reason}.'),
  'law/no-passing-example': error('The rule `{rule}` has no example that passes.'),
  'law/no-failing-example': error('The rule `{rule}` has no example that fails.'),
  'source/unknown': error('The page has no source `{name}`.'),
  'source/unused': warning('The source `{name}` is never cited.'),
  'source/differs': error('The source `{name}` has another {field} in {place}.'),
  'rule/unknown': error('There is no rule `{name}`.'),
  'rule/requires-itself': error('The rules require each other: {path}.'),
  'template/syntax': error('The template cannot be compiled: {reason}.'),
  'rule/engine-versions': error('The versions cannot be read: {reason}.'),
  'rule/engine-words': error('A rule of an engine needs the words of engines: {reason}.'),
  'failure-mode/unknown': error('There is no failure mode `{name}`.'),
  'failure-mode/unused': warning('No rule names the failure mode `{name}`.'),
  'link/unknown': error('`{name}` names nothing that is known.'),
  'message/syntax': error('The message cannot be read: {reason}.'),
  'message/unknown-word': error('The message names `{name}`, which scope {scope} does not have.'),
  'fix/unknown-word': error('The fix sets `{name}`, which scope {scope} does not have.'),
  'fix/unknown-change': error('Fixes do nothing called `{name}`.'),
  'fix/wrong-scope': error('The edit `{edit}` does not fit the scope {scope}.'),
  'example/no-subject': error(
    'The section has no block that the example could show: a rule for `expect`, a formula for `value`.',
  ),
  'example/ambiguous': error('The section has several blocks that the example could show.'),
  'example/candidate': error(
    'An example has exactly one of `facts`, `plan` and `dot`; this one has {count}.',
  ),
  'example/not-given': error('The example leaves out `{name}`, which it does not give.'),
  'example/unknown-fact': error('The example gives `{name}`, which scope {scope} does not have.'),
} satisfies Record<string, Entry>

/** Codes that the phases report; the analysis of the rule set brings its own. */
export type CatalogueCode = keyof typeof entries
export const catalogue: Readonly<Record<CatalogueCode, Entry>> = entries
