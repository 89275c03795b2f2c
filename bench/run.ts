// `npm run bench`: what has to stay fast, as ratios measured side by side. Arguments name parts: process, engine, compile, cold, types, execute, fix.
import { mkdirSync, rmSync } from 'node:fs'
import { benchCold } from './cold.js'
import { benchCompile } from './compile.js'
import { benchFix } from './fix.js'
import { benchEngine, benchProcess } from './judge.js'
import { benchExecute, benchTypes } from './types.js'

// A folder of its own, so that two runs do not take each other's files away.
const FOLDER = `.bench/${process.pid}`
const DIST = 'dist'

const parts: Readonly<Record<string, () => Promise<void>>> = {
  process: () => benchProcess(FOLDER, DIST),
  engine: () => benchEngine(FOLDER),
  compile: () => benchCompile(FOLDER),
  cold: () => benchCold(FOLDER, DIST),
  types: benchTypes,
  execute: benchExecute,
  fix: benchFix,
}

mkdirSync(FOLDER, { recursive: true })
const wanted = process.argv.slice(2)
try {
  for (const [name, run] of Object.entries(parts))
    if (wanted.length === 0 || wanted.includes(name)) await run()
} finally {
  rmSync(FOLDER, { recursive: true, force: true })
}
