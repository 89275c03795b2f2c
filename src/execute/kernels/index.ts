// The kernels by the names that the table of operators calls them.
import { add } from './add.js'
import { attend, attendRing } from './attend.js'
import { choose, chooseBest } from './choose.js'
import {
  allGather,
  allToAll,
  broadcast,
  greatestScatter,
  greatestToAll,
  leastScatter,
  leastToAll,
  reduceScatter,
  reduceToAll,
} from './collectives.js'
import { cut } from './cut.js'
import { combine, dispatch } from './dispatch.js'
import { enter } from './enter.js'
import { expert, expertCopies } from './expert.js'
import { gate } from './gate.js'
import type { Kernel } from './kernel.js'
import { last } from './last.js'
import { load } from './load.js'
import { lookUp } from './look-up.js'
import { merge } from './merge.js'
import { moveCache } from './move-cache.js'
import { network } from './network.js'
import { normalise } from './normalise.js'
import { give, leave, pass } from './pass.js'
import { project } from './project.js'
import { rotate } from './rotate.js'
import { route } from './route.js'
import { divideRows, exponential, greatest, greatestSize, least, subtractRows, sumRows } from './rows.js'
import { store } from './store.js'

export const kernels: ReadonlyMap<string, Kernel> = new Map([
  ['enter', enter],
  ['look-up', lookUp],
  ['normalise', normalise],
  ['project', project],
  ['rotate', rotate],
  ['store', store],
  ['load', load],
  ['attend', attend],
  ['attend-ring', attendRing],
  ['add', add],
  ['gate', gate],
  ['route', route],
  ['dispatch', dispatch],
  ['expert', expert],
  ['expert-copies', expertCopies],
  ['combine', combine],
  ['network', network],
  ['last', last],
  ['greatest', greatest],
  ['least', least],
  ['greatest-size', greatestSize],
  ['sum-rows', sumRows],
  ['subtract-rows', subtractRows],
  ['divide-rows', divideRows],
  ['exponential', exponential],
  ['choose', choose],
  ['choose-best', chooseBest],
  ['cut', cut],
  ['all-reduce', reduceToAll],
  ['all-reduce-max', greatestToAll],
  ['all-reduce-min', leastToAll],
  ['reduce-scatter', reduceScatter],
  ['reduce-scatter-max', greatestScatter],
  ['reduce-scatter-min', leastScatter],
  ['all-gather', allGather],
  ['all-to-all', allToAll],
  ['broadcast', broadcast],
  ['merge', merge],
  ['send', pass],
  ['receive', pass],
  ['move-cache', moveCache],
  ['leave', leave],
  ['give', give],
])
