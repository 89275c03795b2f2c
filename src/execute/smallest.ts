// The smallest input on which a plan still differs from its model.
import { NotExecutable } from './not-executable.js'
import { PROMPT } from './phases.js'
import { type Extent, type Prepared, type Trial, trial } from './trial.js'

/** Runs of smaller inputs, and cells that a run may have compared for others to be tried. */
const MOST_TRIALS = 24
const MOST_COMPARED = 2_000_000

/** Tries fewer sequences, positions and steps, fewest first; the trial itself where none of them differs. */
export function smallest(prepared: Prepared, found: Trial): Trial {
  if (found.compared > MOST_COMPARED) return found
  let trials = 0
  for (const extent of smaller(found)) {
    if (++trials > MOST_TRIALS) break
    try {
      const other = trial(prepared, extent)
      if (other.mismatch !== undefined) return other
    } catch (error) {
      if (!(error instanceof NotExecutable)) throw error
    }
  }
  return found
}

function* smaller({ extent, mismatch }: Trial): Iterable<Extent> {
  const { moment } = mismatch!
  const most = moment === PROMPT ? 0 : moment + 1
  for (let sequences = 1; sequences <= extent.sequences; sequences++)
    for (let positions = Math.min(1, extent.positions); positions <= extent.positions; positions++)
      for (let steps = Math.min(1, most); steps <= most; steps++)
        if (sequences < extent.sequences || positions < extent.positions || steps < extent.steps)
          yield { sequences, positions, steps }
}
