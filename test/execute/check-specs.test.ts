import { expect, test } from 'vitest'
import { checkSpecs } from '#sweep/execute/attempt/experiment.js'

const all = 'There are: number, integer, string, boolean, path, trial, json; json is for lists, maps and mixed values'

test.each<[string, unknown, string]>([
  ['a type that there is not', { type: 'integers' }, `has the type "integers". Did you mean "integer"? ${all}`],
  ['none', { description: 'layers' }, `has no type. ${all}`],
  ['a name that every object has', { type: 'toString' }, 'has the type "toString". Did you mean "string"? There are'],
  ['nothing at all', null, 'has no type'],
])('a parameter with %s is refused by name', (_, spec, message) => {
  const specs = { lr: { type: 'number', description: '' }, layers: spec }
  expect(() => checkSpecs(specs as never)).toThrow(`the parameter "layers" ${message}`)
})
