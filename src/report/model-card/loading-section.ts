import type { ModelCard } from './model-card.js'

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
