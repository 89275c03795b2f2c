// What became of a replay, for a person.
import type { Other, Replay } from '../replay/index.js'
import { plain } from './plain.js'

/** Of a value that differs, as much as one line takes. */
const shownCharacters = 160

/** The report of the replay of a verdict; `name` is what the verdict was called by. */
export function replayReport(name: string, replay: Replay): string {
  return [`${name}: ${headline(replay)}`, ...details(replay)].map((line) => `${plain(line)}\n`).join('')
}

function headline(replay: Replay): string {
  switch (replay.state) {
    case 'identical':
      return `identical; ${replay.results} input${replay.results === 1 ? '' : 's'} judged again`
    case 'other':
      return 'not comparable; it was made of something else'
    case 'unavailable':
      return 'not replayed; what it was made of cannot be read'
    case 'different':
      return 'different; of the same knowledge, input and options'
    case 'rewritten':
      return `the same content in another layout; its text differs first in line ${replay.line}`
  }
}

function details(replay: Replay): string[] {
  if (replay.state === 'unavailable') return replay.inputs.map(({ input, read }) => `  ${input}: ${read}`)
  if (replay.state === 'other') return replay.others.flatMap(otherLines)
  if (replay.state !== 'different') return []
  const { path, recorded, now } = replay
  return [`  at        ${path}`, `  recorded  ${shown(recorded)}`, `  now       ${shown(now)}`]
}

const ways: Readonly<Record<Other['what'], string>> = {
  version: 'install the version that was recorded',
  knowledge: 'compile the pages of that time, and name the folder with --base',
  input: 'give the file as it was then: kb replay VERDICT FILE…',
}

function otherLines({ what, input, recorded, now }: Other): string[] {
  const name = what === 'version' ? 'version of Shardwright' : `digest of ${input ?? 'the knowledge'}`
  return [`  ${name}`, `    recorded  ${recorded}`, `    now       ${now}`, `    to do     ${ways[what]}`]
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)} …`
}
