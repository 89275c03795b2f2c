// Programs in front of the launched one: how many processes they start, on how many hosts.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readLaunches } from '../../../src/candidate/launch/index.js'
import { listOf, rowsOf, textOf } from '../../../src/candidate/launch/tables.js'
import { packageBase } from './base.js'

const base = packageBase()

async function startedBy(text: string) {
  const [candidate] = (await readLaunches(text, 'in', base, '')) ?? []
  assert.ok(candidate, text)
  const { launch } = candidate.document as { readonly launch?: unknown }
  return { launch, open: candidate.launch?.openValues ?? [] }
}

const counts: readonly (readonly [command: string, launch: unknown])[] = [
  ['vllm serve a', undefined],
  ['nohup env A=1 vllm serve a', undefined],
  ['mpirun -n 8 vllm serve a', { processes: 8 }],
  ['/usr/local/mpi/bin/mpirun -np 16 --hostfile h -x A=1 trtllm-serve a', { processes: 16 }],
  ['mpirun --np=4 --npernode 2 trtllm-serve a', { processes: 4, processesPerHost: 2 }],
  ['mpirun trtllm-serve a', undefined],
  ['mpirun -n 8 trtllm-llmapi-launch trtllm-serve a', { processes: 8, joinsProcesses: true }],
  ['trtllm-llmapi-launch trtllm-serve a', { joinsProcesses: true }],
  ['srun -n16 trtllm-serve a', { processes: 16 }],
  [
    'srun -N 2 --ntasks 16 --ntasks-per-node=8 trtllm-serve a',
    { hosts: 2, processes: 16, processesPerHost: 8 },
  ],
  ['srun -N 2 -n 16 numactl -N 0 trtllm-serve a', { hosts: 2, processes: 16 }],
  ['torchrun -m vllm.entrypoints.openai.api_server --model a', { processesPerHost: 1, hosts: 1 }],
  [
    'torchrun --nproc_per_node 8 --nnodes=2 -m sglang.launch_server --model-path a',
    { processesPerHost: 8, hosts: 2 },
  ],
  [
    'python -m torch.distributed.run --nproc-per-node gpu -m vllm.entrypoints.openai.api_server --model a',
    { hosts: 1 },
  ],
  ['srun -n 8 mpirun -n 2 trtllm-serve a', { processes: 2 }],
  // A script stands behind what starts its shell.
  ['srun -n 16 bash -c "trtllm-llmapi-launch trtllm-serve a"', { processes: 16, joinsProcesses: true }],
  [
    'srun -n 16 bash -c "cd /x && bash -c \'trtllm-llmapi-launch trtllm-serve a\'"',
    { processes: 16, joinsProcesses: true },
  ],
  ['mpirun -n 2 hostname; vllm serve a', undefined],
  // In an image, and around one.
  ['docker run nvcr.io/nvidia/tensorrt-llm/release:1.0.0 mpirun -n 4 trtllm-serve a', { processes: 4 }],
  ['srun -n 2 docker run vllm/vllm-openai:v0.10.0 vllm serve a', { processes: 2 }],
  // The flags of the launched program are its own.
  ['mpirun vllm serve a -n 2', undefined],
]
for (const [command, launch] of counts)
  test(command, async () => assert.equal((await startedBy(command)).launch, launch))

test('a container of a manifest', async () => {
  const script = 'trtllm-llmapi-launch trtllm-serve a'
  const manifest = {
    containers: [{ name: 'x', image: 'y', command: ['mpirun', '-n', '8', 'bash', '-c', script] }],
  }
  const { launch } = await startedBy(JSON.stringify(manifest))
  assert.equal(launch, { processes: 8, joinsProcesses: true })
})

test('a count that is not known is told, and leaves no other', async () => {
  const { launch, open } = await startedBy(
    'torchrun --nproc-per-node $N -m sglang.launch_server --model-path a',
  )
  assert.equal(launch, { hosts: 1 })
  assert.equal(open, ['--nproc-per-node is $N'])
})

test('every flag of a starter is a number at a place of the launch', () => {
  const read = new Set(base.words.flatMap(({ from }) => from ?? []))
  const starters = Object.values(rowsOf(base, 'starters'))
  assert.ok(starters.length > 0)
  for (const starter of starters) {
    for (const path of listOf(starter, 'states')) assert.ok(read.has(path), path)
    for (const [flag, row] of Object.entries(rowsOf(base, textOf(starter, 'flags') ?? ''))) {
      assert.is(textOf(row, 'kind'), 'integer', flag)
      for (const path of listOf(row, 'path')) assert.ok(read.has(path), `${flag}: ${path}`)
    }
  }
})

test.run()
