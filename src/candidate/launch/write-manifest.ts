// Writes a launch as a manifest: an object for one host or for several, and one for a file of options. What the objects of a
// cluster are called is a table of the base; which fields they have is the form that is written here.
import type { Base } from '../../knowledge/base.js'
import { launchersOf } from './launcher.js'
import { statedAt } from './stated.js'
import { listOf, type Row, rowsOf, textOf } from './tables.js'
import { quoted, type WrittenLaunch } from './write.js'

/** The hosts of a launch, the devices of each, its engine and what it serves. */
export interface ManifestOf {
  readonly engine: string
  readonly version?: string
  readonly model: string
  /** What tells its workloads from others of the same model; empty where there are none. */
  readonly name: string
  readonly hosts: number
  readonly devicesPerHost: number
  readonly document: object
}

/** Where the file of options lies in a container, and how it is called. */
const [OPTIONS_FOLDER, OPTIONS] = ['/etc/options', 'options.yaml']

/** The manifests as data, or what the base does not know for them. */
export function manifestsOf(
  { parts, options }: WrittenLaunch,
  { engine, version, model, name, hosts, devicesPerHost, document }: ManifestOf,
  base: Base,
): { readonly manifests: readonly object[] } | { readonly missing: string } {
  const image = [...launchersOf(base).images.values()].find(
    (each) => each.engine === engine && each.reference !== undefined,
  )?.reference
  const group = rowsOf(base, 'hostGroups')[engine]
  const resource = Object.entries(rowsOf(base, 'manifestKeys')).find(
    ([key, row]) => key.startsWith('resources limits ') && textOf(row, 'path') === 'hardware.devicesPerNode',
  )?.[0]
  if (image === undefined) return { missing: `an image of ${engine}` }
  if (resource === undefined) return { missing: 'the name of devices in limits' }
  if (hosts > 1 && group === undefined) return { missing: `how hosts of ${engine} find each other` }
  const objects = rowsOf(base, 'manifestObjects')
  const [workload, file] = [objects[hosts > 1 ? 'hosts' : 'host'], objects['options']].map(headOf)
  if (workload === undefined || file === undefined) return { missing: 'how objects of a manifest are called' }
  const metadata = {
    name: labelOf(`${(model.split('/').pop() ?? '').slice(0, 40)}${name === '' ? '' : `-${name}`}`),
  }
  const map = { name: `${metadata.name}-options` }
  const configMap =
    options === undefined
      ? []
      : [
          {
            ...file,
            metadata: map,
            data: { [OPTIONS]: `${JSON.stringify(options.content, null, 2)}\n` },
          },
        ]
  const inMemory = Object.entries(rowsOf(base, 'memoryMounts')).map(
    ([path, row]) => [textOf(row, 'name') ?? labelOf(path), path] as const,
  )
  const volumes = [
    ...inMemory.map(([folder]) => ({ name: folder, emptyDir: { medium: 'Memory' } })),
    ...(options === undefined ? [] : [{ name: 'options', configMap: map }]),
  ]
  const volumeMounts = [
    ...inMemory.map(([folder, mountPath]) => ({ name: folder, mountPath })),
    ...(options === undefined ? [] : [{ name: 'options', mountPath: OPTIONS_FOLDER }]),
  ]
  const podOf = (run: object): object => ({
    spec: {
      containers: [
        {
          name: name === '' ? 'server' : labelOf(name),
          image: image.replace(/v?\{version\}/, (tag) =>
            version === undefined ? 'latest' : tag.replace('{version}', version),
          ),
          ...run,
          resources: { limits: { [resource.split(' ').pop()!]: `${devicesPerHost}` } },
          volumeMounts,
        },
      ],
      volumes,
    },
  })
  const named = options === undefined ? [] : [[options.flag, `${OPTIONS_FOLDER}/${OPTIONS}`]]
  if (hosts === 1) {
    const labels = { app: metadata.name }
    const template = { metadata: { labels }, ...podOf({ command: [...parts, ...named].flat() }) }
    const spec = { replicas: 1, selector: { matchLabels: labels }, template }
    return { manifests: [...configMap, { ...workload, metadata, spec }] }
  }
  const words = [...parts.filter(([flag]) => !listOf(group!, 'replaces').includes(flag!)), ...named].flat()
  const launch = [words.map(quoted).join(' '), ...spreadOf(group!, document, base)].join(' ')
  const shell = (column: string): object => ({
    command: ['sh', '-c', (textOf(group!, column) ?? '').replaceAll('{launch}', () => launch)],
  })
  const leaderWorkerTemplate = {
    size: hosts,
    leaderTemplate: podOf(shell('leader')),
    workerTemplate: podOf(shell('worker')),
  }
  const spec = { replicas: 1, leaderWorkerTemplate }
  return { manifests: [...configMap, { ...workload, metadata, spec }] }
}

/** How an object says what it is. */
function headOf(row: Row | undefined): { readonly apiVersion: string; readonly kind: string } | undefined {
  const [apiVersion, kind] = [row && textOf(row, 'apiVersion'), row && textOf(row, 'kind')]
  return apiVersion === undefined || kind === undefined ? undefined : { apiVersion, kind }
}

/** What places ranks on the hosts of a group, where a degree of the document has them lie on several. */
function spreadOf(group: Row, document: object, base: Base): readonly string[] {
  const [path, words] = [textOf(group, 'spread'), textOf(group, 'spreadBy')]
  const degree = path === undefined ? undefined : statedAt(document, path, base)?.value
  return words !== undefined && typeof degree === 'number' && degree > 1 ? [words] : []
}

/** A name that a cluster takes. */
function labelOf(text: string): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return label === '' ? 'server' : label
}
