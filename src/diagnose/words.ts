// Words of symptoms and of reports, for comparing them.

const longest = 200_000

/** The distinct words of a text in lower case, numbers left out and plurals cut: `heads` and `head` are one. */
export function wordsOf(text: string): ReadonlySet<string> {
  const found = text.slice(0, longest).match(/\p{L}[\p{L}\p{N}]*/gu) ?? []
  const words = found.flatMap((word) =>
    /^\p{Lu}?\p{Ll}+(?:\p{Lu}\p{Ll}+)+$/u.test(word) ? humps(word) : [word],
  )
  return new Set(words.map(stem).filter((word) => word.length > 2 && !functionWords.has(word)))
}

/** Words of English that tell nothing of what a text is about, however rare they are in the base. */
const functionWords = new Set(
  `about above after again all also although and any are because been before behind below between both but can cannot could did
  does each either else even ever every few for from had has have having here how however into its itself just least less like
  made make many may more most much need neither never nor not now off once one only onto other our out over own per rather same
  see seem she should since some something still such than that the their them then there these they this those though through
  thus too under until upon use used using very via was way well were what when where whether which while who whose why will
  with within without would yet you your`.split(/\s+/),
)

/** `kvCache` as engines write it in a log: `kv`, `cache`. */
function humps(word: string): readonly string[] {
  return word.split(/(?<=\p{Ll})(?=\p{Lu})/u)
}

function stem(word: string): string {
  const lower = word.toLowerCase()
  return lower.length > 4 ? lower.replace(/(?<!s)s$/, '') : lower
}
