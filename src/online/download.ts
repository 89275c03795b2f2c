// One file from the network, within limits: time, size, redirects and where they may lead.
import { isIP } from 'node:net'

/** Configurations of models are a few KB; lists of quantised layers have made them 3 MB. */
const MOST_BYTES = 16 * 2 ** 20
const MOST_REDIRECTS = 4
/** For all of it, in milliseconds. */
const PATIENCE = 20_000

/** The bytes of a file and the address that was asked for; `absent` when the server has none; or what went wrong, and what to do. */
export type Download =
  | { readonly content: Uint8Array }
  | { readonly absent: true }
  | { readonly failed: string; readonly repair: string }

/** Gets a file. Nothing is sent but the request, and nothing is thrown. */
export async function download(address: string, patience = PATIENCE): Promise<Download> {
  const signal = AbortSignal.timeout(patience)
  try {
    let url = new URL(address)
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(url.href, {
        redirect: 'manual',
        signal,
        headers: { accept: 'application/json' },
      })
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || location === null) return await answer(response)
      await response.body?.cancel()
      const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined
      if (redirects === MOST_REDIRECTS) return failed('too many redirects')
      if (next === undefined || !mayFollow(url, next)) return failed('a redirect that leads elsewhere')
      url = next
    }
  } catch (error) {
    return failed(reasonOf(error, patience))
  }
}

/** On the same server, or encrypted to a named host: never from the outside into a network behind an address. */
function mayFollow(from: URL, to: URL): boolean {
  if (to.origin === from.origin) return true
  const host = to.hostname.replace(/^\[|\]$/g, '')
  return to.protocol === 'https:' && isIP(host) === 0 && host.includes('.') && to.username === ''
}

async function answer(response: Response): Promise<Download> {
  if (response.ok) return limited(response)
  await response.body?.cancel()
  if (response.status === 404) return { absent: true }
  if (response.status === 401 || response.status === 403) {
    const repair = 'accept its terms, download its config.json yourself and give that'
    return { failed: `status ${response.status}: it is private, gated or not there`, repair }
  }
  return failed(`status ${response.status}`)
}

async function limited(response: Response): Promise<Download> {
  const tooLong = failed(`more than ${MOST_BYTES / 2 ** 20} MiB`)
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) {
    await response.body?.cancel()
    return tooLong
  }
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of response.body ?? []) {
    total += chunk.length
    if (total > MOST_BYTES) return tooLong
    chunks.push(chunk)
  }
  return { content: Buffer.concat(chunks) }
}

function failed(what: string): { readonly failed: string; readonly repair: string } {
  return { failed: what, repair: 'download its config.json yourself and give that, or try again later' }
}

function reasonOf(error: unknown, patience: number): string {
  const { name, cause } = error as Error
  if (name === 'TimeoutError') return `no answer within ${patience / 1000} seconds`
  const code = (cause as NodeJS.ErrnoException | undefined)?.code
  return code === undefined ? 'no connection' : `no connection (${code})`
}
