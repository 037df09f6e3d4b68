import { describe, expect, test } from 'vitest'
import { drawSvg } from '#sweep/report/pictures/drawing.js'
import type { PictureInput, PictureOptions } from '#sweep/report/pictures/picture.js'
import { type PictureKind, pictures } from '#sweep/report/pictures/pictures.js'
import { effectsData } from '../../../analyze/effects/effects-data.js'
import { drawnExample, gridExample } from './effects-example.js'

const [grid, drawn] = [gridExample(), drawnExample()]

describe('a picture of effects is drawn as accepted', () => {
  test.each<[string, PictureKind, PictureInput, PictureOptions]>([
    ['heat-map', 'heat-map', grid, {}],
    ['heat-map-of-what-is-absent', 'heat-map', grid, { x: 'momentum', y: 'optimizer' }],
    ['heat-map-of-bins', 'heat-map', drawn, { x: 'lr', y: 'dropout' }],
    ['parallel', 'parallel', drawn, {}],
    ['parallel-of-what-is-absent', 'parallel', grid, { top: 1 }],
    ['slices', 'slices', drawn, {}],
    ['importances', 'importances', grid, {}],
  ])('%s', async (file, kind, input, options) => {
    const picture = pictures[kind].draw(input, options)
    if ('reason' in picture) throw new Error(picture.reason)
    expect(picture.description).toMatchSnapshot()
    await expect(readable(await drawSvg(picture))).toMatchFileSnapshot(`../../../golden/pictures/effects/${file}.svg`)
  })
})

describe('what cannot be shown says why and what to do', () => {
  const none = { ...grid, analysis: { ...grid.analysis, effects: null } }
  const { effects } = grid.analysis
  const few = { ...grid, analysis: { ...grid.analysis, effects: { ...effects!, forest: null } } }
  const one = {
    data: effectsData([{ name: 'lr', values: [1, 2] }], []),
    analysis: { ...grid.analysis, effects: { ...effects!, parameters: effects!.parameters.slice(0, 1) } },
  }
  test.each<[PictureKind, PictureInput, PictureOptions, RegExp]>([
    ['heat-map', grid, { x: 'optimiser' }, /^--x optimiser: no searched .* Did you mean "optimizer"\? There are: .*lr/],
    ['heat-map', grid, { x: 'lr', y: 'lr' }, /^--x and --y are both lr: name two parameters/],
    ['heat-map', one, {}, /^no parameter changes beside .*, and a heat map takes two: look at "sweep plot slices"/],
    ['slices', grid, { x: 'rate' }, /^--x rate: no searched parameter has this name/],
    ['importances', few, {}, /^importances take two parameters that change .*"sweep plot slices"/],
    ['heat-map', none, {}, /sweep resume/],
    ['parallel', none, {}, /sweep resume/],
    ['slices', none, {}, /sweep resume/],
    ['importances', none, {}, /sweep resume/],
  ])('%s', (kind, input, options, reason) => {
    expect(pictures[kind].draw(input, options)).toEqual({ reason: expect.stringMatching(reason) })
  })
})

/** An element to a line, places with one decimal, as another machine may round the second. */
function readable(svg: string): string {
  const rounded = svg.replace(/ (d|transform|[xy][12]?|width|height|offset)="[^"]*"/g, (attribute) => {
    const decimals = attribute.startsWith(' offset') ? 6 : 1
    return attribute.replace(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(decimals))))
  })
  return `${rounded.replaceAll('><', '>\n<')}\n`
}
