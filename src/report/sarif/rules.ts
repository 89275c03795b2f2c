// A rule as a reporting descriptor of a SARIF log.
import type { Rule, Severity } from '../../knowledge/base.js'

/** Levels of SARIF. */
export const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

/** What code scanning filters by. */
const problemSeverities: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
}

/** Code scanning shows this many characters of a description. */
const mostCharacters = 1024

/** The descriptor of a rule; `pageUri` is the address of its line on its page, where there is one. */
export function descriptorOf(rule: Rule, pageUri: string | undefined): object {
  const { id, title, severity, kind, stratum, failureMode, place, cites, was } = rule
  return {
    id,
    ...(was.length > 0 && { deprecatedIds: was }),
    shortDescription: { text: cut(title) },
    fullDescription: { text: cut(firstParagraph(rule)) },
    ...(pageUri !== undefined && { helpUri: pageUri }),
    help: { text: helpText(rule) },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: [kind, stratum, ...(failureMode === undefined ? [] : [failureMode])],
      'problem.severity': problemSeverities[severity],
      kind,
      stratum,
      ...(failureMode !== undefined && { failureMode }),
      page: place.page,
      line: place.line,
      cites,
    },
  }
}

/** The first paragraph of the reason without its footnotes; the title where there is none. */
function firstParagraph({ reason, title }: Rule): string {
  const paragraph = reason.trim().split(/\n\s*\n/)[0]!
  return (
    paragraph
      .replace(/\[\^[^\]]+\]/g, '')
      .replace(/\s+/g, ' ')
      .trim() || title
  )
}

function helpText({ id, when, must, fixes, place }: Rule): string {
  return [
    ...when.map(({ text }) => `when: ${text}`),
    ...must.map(({ text }) => `must: ${text}`),
    ...fixes.map(({ title, safety }) => `fix: ${title} (${safety})`),
    `law: ${place.page}:${place.line}`,
    `kb explain ${id}`,
  ].join('\n')
}

function cut(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`
}
