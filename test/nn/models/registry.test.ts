import { expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { layers, type MakeModel, modelNamed, network, registerModel } from '#sweep/index.js'
import { models } from '#sweep/nn/models/registry.js'

test('a built-in model is found by its name', () => {
  for (const [name, make] of Object.entries(models)) expect(modelNamed(name)).toBe(make)
})

test('an unknown name is refused with the names there are', () => {
  expect(() => modelNamed('resnet81')).toThrow(
    'model "resnet81" is unknown. Did you mean "resnet18"? Write one of vgg, cnn, mlp, resnet18, efficientnet_b0',
  )
})

test('a model of layers from the public surface is registered, found and trains', async () => {
  const make: MakeModel = ({ classes, width, input }) =>
    network(
      input,
      layers.sequence(
        layers.normalized(layers.conv({ name: 'conv0', filters: 4 * width, size: 3, strides: 2 }), {
          name: 'bn0',
          activation: 'swish',
        }),
        layers.conv({ name: 'conv1', filters: 3, size: 1 }),
        layers.globalAveragePool('average'),
        layers.dense('dense0', classes),
      ),
    )
  const before = namesOf()
  registerModel('own', make)
  registerModel('own', make)
  expect(namesOf()).toBe(`${before}, own`)
  const model = modelNamed('own')({ classes: 2, width: 2, dropout: 0, input: [5, 4, 1] })
  expect(() => modelNamed('owm')).toThrow('Did you mean "own"?')

  const { tf } = await loadEngine('wasm')
  const data = model.init((name) => randomStream(1, name))
  expect(Object.entries(data).map(([name, { shape }]) => `${name} ${shape}`)).toEqual([
    'conv0.kernel 3,3,1,8',
    'conv0.bias 8',
    'bn0.gamma 8',
    'bn0.beta 8',
    'bn0.moving_mean 8',
    'bn0.moving_variance 8',
    'conv1.kernel 1,1,8,3',
    'conv1.bias 3',
    'dense0.kernel 3,2',
    'dense0.bias 2',
  ])
  const weights = Object.fromEntries(
    Object.entries(data).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]),
  )
  const images = tf.ones([3, 5, 4, 1])
  const { logits, moving } = model.train(tf, weights, images, (layer) => randomStream(1, 'dropout').at(layer))
  expect(logits.shape).toEqual([3, 2])
  expect(Object.keys(moving)).toEqual(['bn0.moving_mean', 'bn0.moving_variance'])
  const probabilities = model.layersModel(tf, weights).predict(images) as typeof logits
  const expected = tf.softmax(model.predict(tf, weights, images)).dataSync()
  for (const [i, value] of probabilities.dataSync().entries()) expect(value).toBeCloseTo(expected[i]!, 5)
})

test('a name that is taken is refused', () => {
  expect(() => registerModel('vgg', models.cnn)).toThrow('model "vgg": there is one of this name already')
  registerModel('mine', models.cnn)
  expect(() => registerModel('mine', models.mlp)).toThrow('model "mine": there is one of this name already')
})

test.each([
  ['images that are too small for its poolings', () => models.vgg(sized([15, 15, 1])), /pool3: images of 1x1 pixels/],
  ['what is no image', () => models.cnn(sized([784])), /conv0 takes images of a shape .*; it is given \[784\]/],
  ['images where it takes units', () => network([4, 4, 1], layers.dense('dense0', 3)), /dense0 takes units.*flatten/],
])('a network refuses %s', (_, make, message) => {
  expect(make).toThrow(message)
})

test('a network refuses two layers of one name', () => {
  const twice = layers.sequence(layers.dense('dense0', 3), layers.dense('dense0', 3))
  expect(() => network([4], twice)).toThrow('two layers have a weight "dense0.kernel"')
})

test('a residual block refuses a body that makes another shape', () => {
  const body = layers.conv({ name: 'conv0', filters: 2, size: 3 })
  const make = layers.residual({ name: 'block0', body, activation: 'relu' })
  expect(() => make([4, 4, 1])).toThrow('block0: its body makes [4, 4, 2] and its shortcut [4, 4, 1]')
})

function sized(input: readonly number[]) {
  return { width: 1 / 8, dropout: 0, classes: 3, input }
}

/** The models that there are, as an error lists them: other files of tests in this process may have registered some. */
function namesOf(): string | undefined {
  try {
    modelNamed('?')
  } catch (error) {
    return /Write one of (.*)$/.exec((error as Error).message)?.[1]
  }
  return undefined
}
