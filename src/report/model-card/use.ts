import { isFaces, type ModelCard } from './model-card.js'

/** What the figures do not say, as a list. */
export function limitsSection(card: ModelCard): readonly string[] {
  const lines = [...choosing(card), ...weakClasses(card), ...input(card), ...faces(card)]
  return ['## Limits', lines.map((line) => `- ${line}`).join('\n')]
}

function choosing({ retraining, scores, test, chosen }: ModelCard): readonly string[] {
  const { metric, kept } = retraining
  const chooser = /^(val|test)_/.exec(metric.name)?.[1]
  const chose = scores.find(({ part }) => part === (chooser === 'val' ? 'validation' : chooser))
  const split = chose ? ` on ${chose.splits.join(', ')}` : ''
  return [
    ...(kept!.value === null
      ? [
          'No metric chose its epoch: it was trained on all that could have told, for as long as an earlier training was best.',
        ]
      : [
          `Parameters, epoch and seed were chosen by ${metric.name}${split}, so that this figure flatters: of ${chosen.points} ` +
            `${chosen.points === 1 ? 'point' : 'points'} the best is as lucky as it is good.`,
        ]),
    unseen(test, chooser === 'test'),
  ]
}

function unseen(test: ModelCard['test'], chooses: boolean): string {
  if (test === null) return 'No test split was scored: what it is worth on data that chose nothing is not known.'
  const names = test.splits.join(', ')
  return chooses
    ? `The test split ${names} is what chose: what it is worth on data that chose nothing is not known.`
    : `${names} chose nothing here, as long as nobody chooses by its figures.`
}

/** Those that it misses four times in five, on what it was scored on last. */
function weakClasses({ scores }: ModelCard): readonly string[] {
  const last = scores.at(-1)
  if (last === undefined) return []
  const weak = last.evaluation.by_class.filter(({ count, recall }) => count > 0 && recall < 0.2)
  if (weak.length === 0) return []
  const words = weak.map(({ class: name, recall }) => `${name} (${Math.round(recall * 100)} %)`)
  return [`On ${last.splits.join(', ')} it finds fewer than one in five images of these classes: ${words.join(', ')}.`]
}

function input({ description }: ModelCard): readonly string[] {
  if (description === undefined) return ['What its input has to be, its experiment does not say.']
  const { image_size: size, equalize, crop_size: crop, crops } = description.preprocessing
  const words = [
    `gray images, resized to ${size.width}x${size.height}`,
    ...(equalize ? ['with equalized histograms'] : []),
    ...(crop === null
      ? []
      : [`cut to ${crop}x${crop} in their centre${crops === 'ten' ? ', or the mean over ten crops' : ''}`]),
    'pixels from 0 to 1',
  ]
  return [`It expects ${words.join(', ')}. Anything else gets an answer, too, and a confident one.`]
}

function faces(card: ModelCard): readonly string[] {
  if (!isFaces(card)) return []
  if (card.description!.params.data === null) {
    return ['It has seen drawings only: what it says of a photo of a face means nothing.']
  }
  return [
    'Labels of expressions are what annotators saw, and they often disagree: the authors of FER2013 measured an accuracy of ' +
      'about 65 % for people (Goodfellow et al., "Challenges in Representation Learning", 2013).',
    'Collections of faces from the web do not show people of every age, gender and skin colour equally often, and FER2013 ' +
      'does not say who is shown: how much worse the model is for some people cannot be computed from it.',
  ]
}

/** How to load it, and how to make it again. */
export function loadingSection({ description, command, run }: ModelCard): readonly string[] {
  const shape = description ? `[1, ${description.input.height}, ${description.input.width}, 1]` : 'its input'
  const answer = description ? `// ${description.labels.join(', ')}` : ''
  return [
    '## How to load it',
    'In TensorFlow.js, with tfjs-node:',
    block('js', [
      "import * as tf from '@tensorflow/tfjs-node'",
      '',
      "const model = await tf.loadLayersModel('file://model.json')",
      ...(description
        ? [
            `const images = tf.zeros(${shape}) // pixels from 0 to 1`,
            `console.log(await model.predict(images).array()) ${answer}`,
          ]
        : ['model.summary()']),
    ]),
    'In Python, the weights with the names of their layers; kernels of convolutions are [height, width, in, out]:',
    block('python', [
      'from safetensors.numpy import load_file',
      '',
      "weights = load_file('weights.safetensors')",
      'for name, weight in weights.items():',
      '    print(name, weight.shape)',
    ]),
    `\`manifest.json\` has the hash of every file${
      description
        ? ', the labels, and what is done to an image before the model sees it'
        : ', and what the experiment says of the model'
    }.`,
    '## How to reproduce it',
    `With the folder of runs that has \`${run}\`:`,
    block('sh', [command]),
  ]
}

function block(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines.map((line) => line.trimEnd()), '```'].join('\n')
}
