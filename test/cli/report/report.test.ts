import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FinishedTrial, finishedRuns } from '../finished-runs.js'
import { sweepHere } from '../sweep-here.js'

const trials: readonly FinishedTrial[] = [
  { params: { optimizer: 'sgd', lr: 0.1 }, seed: 0, value: 0.5 },
  { params: { optimizer: 'adam', lr: 0.1 }, seed: 0, value: null },
  { params: { optimizer: 'adam', lr: 0.01 }, seed: 0, value: 0.8 },
]

test('several runs are reported together; a file is written whole; what is refused leaves nothing', async () => {
  const folder = await finishedRuns({ first: { trials }, second: { trials: trials.slice(0, 1) } })
  const json = await sweepHere(folder, 'report', 'first', 'second', '--format', 'json', '--where', 'test > 0.4')
  const { runs: reports } = JSON.parse(json.stdout)
  expect(reports.map(({ run, where }: { run: string; where: string }) => [run, where])).toEqual([
    ['first', 'test > 0.4'],
    ['second', 'test > 0.4'],
  ])
  expect(reports[0].trials.map(({ trial, metrics }: { trial: number; metrics: unknown }) => [trial, metrics])).toEqual([
    [3, { test: 0.8 * 0.9 }],
    [1, { test: 0.45 }],
  ])

  const written = await sweepHere(folder, 'report', 'first', '--metrics', 'test', '--trials', '--output', 'report.txt')
  expect(written).toMatchObject({ code: 0, stdout: '', stderr: 'Written: report.txt\n' })
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toMatch(
    / 1 {6}3 {2}adam {7}0\.01 {5}0 {2}0\.8000 {2}0\.7200 .* {2}2 {2}adam .*\ntrial 2 failed: TypeError: no such layer\n$/s,
  )

  const alone = await sweepHere(folder, 'report', 'first', 'second', '--format', 'html')
  expect(alone).toMatchObject({
    code: 2,
    stderr: 'sweep: a page of HTML shows one run, not 2. Make one page for each\n',
  })
  const refused = await sweepHere(folder, 'report', 'first', '--metrics', 'tets', '--output', 'other.txt')
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toMatch(/has "tets"\. Did you mean "test"\? There are: test$/m)
  expect(readdirSync(folder).sort()).toEqual(['report.txt', 'runs'])
})

test('a page of HTML is written with the trials that were selected', async () => {
  const folder = await finishedRuns({ first: { trials } })
  const written = await sweepHere(
    folder,
    ...['report', '--format', 'html', '--where', 'seed < 1 && trial != 2', '-o', 'r.html'],
  )
  expect(written).toMatchObject({ code: 0, stdout: '' })
  const page = readFileSync(join(folder, 'r.html'), 'utf8')
  // Not the page itself: a megabyte of it would be printed.
  const [command] = /cd \/ [^<]*/.exec(page) ?? []
  expect(command).toBe('cd / &#38;&#38; sweep run grid.yaml lr=0.1 --engine wasm --threads 1')
  const holds = (text: string) => page.includes(text)
  expect([holds('<!doctype html>'), holds('Best is optimizer adam'), holds('no such layer')]).toEqual([
    true,
    true,
    false,
  ])
})

test('one trial is shown by its number, of the newest run where none is named', async () => {
  const folder = await finishedRuns({ first: { trials }, second: { trials: trials.slice(0, 1) } })
  const named = await sweepHere(folder, 'show', 'first', '2')
  const newest = await sweepHere(folder, 'show', '1', '--json')
  const none = await sweepHere(folder, 'show', '2')
  expect(named.stdout).toMatch(/^trial 2 of run first: failed, 2\.0 s\nkey first-2, seed 0\nTypeError: no such layer\n/)
  expect(JSON.parse(newest.stdout)).toMatchObject({ run: 'second', trial: 1, value: 0.5, readings: [{ step: 1 }, {}] })
  expect(none.code).toBe(2)
  expect(none.stderr).toBe(
    'sweep: run "second" has no trial 2 yet. The last that was started is 1. See: sweep report second\n',
  )
})
