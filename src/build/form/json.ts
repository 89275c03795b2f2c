// A plan document as JSON text that reads well: one line for each node and edge.

/** The text of a plan document. */
export function planJson(plan: object): string {
  const members = Object.entries(plan).map(([key, value]) => {
    const text =
      Array.isArray(value) && value.length > 0
        ? `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
        : JSON.stringify(value)
    return `  ${JSON.stringify(key)}: ${text}`
  })
  return `{\n${members.join(',\n')}\n}\n`
}
