// Writes a launch as a manifest: a Deployment for one host, a LeaderWorkerSet for several.
import type { Base } from '../../knowledge/base.js'
import { launchersOf } from './launcher.js'
import { rowsOf, textOf } from './tables.js'
import { quoted, type WrittenLaunch } from './write.js'

/** The hosts of a launch, the devices of each, its engine and what it serves. */
export interface ManifestOf {
  readonly engine: string
  readonly version?: string
  readonly model: string
  readonly hosts: number
  readonly devicesPerHost: number
}

/** The manifest as data, or what the base does not know for it. */
export function manifestOf(
  { parts }: WrittenLaunch,
  { engine, version, model, hosts, devicesPerHost }: ManifestOf,
  base: Base,
): { readonly manifest: object } | { readonly missing: string } {
  const image = [...launchersOf(base).images.values()].find((each) => each.engine === engine)
  const group = rowsOf(base, 'hostGroups')[engine]
  const resource = Object.entries(rowsOf(base, 'manifestKeys')).find(
    ([key, row]) => key.startsWith('resources limits ') && textOf(row, 'path') === 'hardware.devicesPerNode',
  )?.[0]
  if (image === undefined) return { missing: `an image of ${engine}` }
  if (resource === undefined) return { missing: 'the name of devices in limits' }
  if (hosts > 1 && group === undefined) return { missing: `how hosts of ${engine} find each other` }
  const name = (model.split('/').pop() ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const metadata = { name: name === '' ? 'server' : name }
  const limits = { [resource.split(' ').pop()!]: `${devicesPerHost}` }
  const podOf = (run: object): object => ({
    spec: {
      containers: [
        {
          name: 'server',
          image: `${image.name}:${version === undefined ? 'latest' : `v${version}`}`,
          ...run,
          resources: { limits: { ...limits } },
        },
      ],
    },
  })
  const words = parts.flat()
  if (hosts === 1) {
    const labels = { app: metadata.name }
    const template = { metadata: { labels }, ...podOf({ command: words }) }
    const spec = { replicas: 1, selector: { matchLabels: labels }, template }
    return { manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec } }
  }
  const shell = (column: string): object => {
    const text = (textOf(group!, column) ?? '').replaceAll('{launch}', words.map(quoted).join(' '))
    return { command: ['sh', '-c', text] }
  }
  const leaderWorkerTemplate = {
    size: hosts,
    leaderTemplate: podOf(shell('leader')),
    workerTemplate: podOf(shell('worker')),
  }
  const spec = { replicas: 1, leaderWorkerTemplate }
  return { manifest: { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', metadata, spec } }
}
