// Words of symptoms and of reports, for comparing them.

const longest = 200_000

/** The distinct words of a text in lower case, numbers left out and plurals cut: `heads` and `head` are one. */
export function wordsOf(text: string): ReadonlySet<string> {
  const found = text.slice(0, longest).match(/\p{L}[\p{L}\p{N}]*/gu) ?? []
  const words = found.flatMap((word) =>
    /^\p{Lu}?\p{Ll}+(?:\p{Lu}\p{Ll}+)+$/u.test(word) ? humps(word) : [word],
  )
  return new Set(words.map(stem).filter((word) => word.length > 2))
}

/** `kvCache` as engines write it in a log: `kv`, `cache`. */
function humps(word: string): readonly string[] {
  return word.split(/(?<=\p{Ll})(?=\p{Lu})/u)
}

function stem(word: string): string {
  const lower = word.toLowerCase()
  return lower.length > 4 ? lower.replace(/(?<!s)s$/, '') : lower
}
