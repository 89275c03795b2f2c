// What is dealt out is dealt out once: heads, rows, layers.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Draft } from '../../src/build/draft.js'
import { piecesOf } from '../../src/build/pieces.js'
import { type PhaseSetting, sceneOf, teamsOf } from '../../src/build/scene.js'
import { balanced, dealtWidth, headShares, range } from '../../src/build/shares.js'
import { base } from './plans.js'

test('runs are as long as one another to one item, and together they are the list', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, parts) => {
      const runs = balanced(items, parts)
      const sizes = runs.map(({ length }) => length)
      assert.equal(runs.flat(), items)
      assert.is(sizes.length, parts)
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1)
    }),
  )
})

test('every query head is on one rank, with its key-value head at the place where a kernel looks for it', () => {
  const shape = fc.record({ keys: fc.integer({ min: 1, max: 6 }), each: fc.integer({ min: 1, max: 6 }) })
  fc.assert(
    fc.property(shape, fc.integer({ min: 1, max: 12 }), ({ keys, each }, ranks) => {
      const shares = headShares({ queries: range(keys * each), keys: range(keys) }, ranks)
      if (shares === undefined) return assert.ok(ranks > keys * each || ranks > keys)
      assert.is(shares.length, ranks)
      assert.equal(
        shares.flatMap((share) => share.queries),
        range(keys * each),
      )
      for (const share of shares) {
        const sharing = share.queries.length / share.keys.length
        for (const [place, query] of share.queries.entries())
          assert.is(share.keys[Math.floor(place / sharing)], Math.floor(query / each))
      }
    }),
  )
})

const settings = fc
  .record({
    ...{ pcp: fc.integer({ min: 1, max: 3 }), adp: fc.integer({ min: 1, max: 3 }) },
    ...{ dcp: fc.integer({ min: 1, max: 2 }), tpa: fc.integer({ min: 1, max: 3 }) },
    ...{ microbatches: fc.integer({ min: 1, max: 3 }), promptTokens: fc.integer({ min: 6, max: 13 }) },
    ...{ sequences: fc.integer({ min: 9, max: 12 }), isPrefill: fc.boolean() },
    contextSplit: fc.constantFrom('contiguous', 'zigzag', 'striped'),
  })
  .map(
    ({ pcp, adp, dcp, tpa, microbatches, contextSplit, ...rest }): PhaseSetting => ({
      ...{
        ...rest,
        phase: 'prefill',
        degrees: { pp: 1, pcp: rest.isPrefill ? pcp : 1, adp, dcp, tpa, ep: 1, etp: 1 },
      },
      choices: {
        microbatches,
        residualSharded: true,
        contextMethod: 'ring',
        contextSplit,
        tokensTravel: false,
      },
      stages: [range(pcp * adp * dcp * tpa)],
      layers: [[0]],
      model: {
        ...{ hidden: 4, vocabulary: 4, tied: false, network: 4, layers: [{ experts: false }] },
        attention: { kind: 'heads', queries: 6, keys: 6, width: 2, bias: false, norm: false },
      },
      ...{ network: dealtWidth(4, dcp * tpa), shared: dealtWidth(0, dcp * tpa) },
      ...{ cache: new Map(), gathersCache: false },
    }),
  )

test('every row is worked on by one team, and lies on one of its ranks where the residual stream is sliced', () => {
  fc.assert(
    fc.property(settings, (setting) => {
      const teams = range(setting.choices.microbatches).flatMap((microbatch) =>
        teamsOf(setting, microbatch, 0),
      )
      const rows = setting.sequences * (setting.isPrefill ? setting.promptTokens : 1)
      const ascending = (own: readonly number[]) => [...own].sort((a, b) => a - b)
      assert.equal(ascending(teams.flatMap((team) => team.rows)), range(rows))
      for (const team of teams) {
        assert.equal(team.slices.flat(), team.rows)
        assert.is(team.slices.length, team.devices.length)
      }
    }),
  )
})

test('a team has a place in ids only where there are several', () => {
  fc.assert(
    fc.property(settings, (setting) => {
      const { teams } = sceneOf(setting, new Draft(piecesOf(base)), 0, 0)
      assert.is(new Set(teams.map(({ part }) => part)).size, teams.length)
      assert.is(
        teams.some(({ part }) => part === ''),
        teams.length === 1,
      )
    }),
  )
})

test.run()
