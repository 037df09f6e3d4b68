import { valueText } from '../value-text.js'
import { isFaces } from './is-faces.js'
import type { ModelCard } from './model-card.js'

/** What the model is and what it is for, a paragraph each. */
export function introduction(card: ModelCard): readonly string[] {
  return [`# Trial ${card.chosen.trial} of ${card.run}`, whatItIs(card), '## Intended use', ...intendedUse(card)]
}

function whatItIs({ description, experiment, sweep, retraining }: ModelCard): string {
  const seed = retraining.kept!.seed
  const made = `It was trained by the experiment \`${experiment}\` of the sweep \`${sweep}\` with seed ${seed}, and saved by \`sweep retrain\`.`
  if (description === undefined) return `A model of TensorFlow.js. ${made}`
  const { labels, input, params } = description
  const network = params.model === undefined ? 'network' : `network \`${valueText(params.model)}\``
  return (
    `A ${network} that gives the probabilities of ${labels.length} classes (${labels.join(', ')}) for a gray image of ` +
    `${input.width}x${input.height} pixels. ${made}`
  )
}

function intendedUse(card: ModelCard): readonly string[] {
  const { description } = card
  if (description === undefined) return ['What its experiment was written for. Nothing else was tried.']
  const general =
    'Telling these classes apart on images like those that it was scored on, and comparing ways of training. Nothing else was tried.'
  if (!isFaces(card)) return [general]
  return [
    general,
    'It names the expression that people who label pictures see in a face, not what somebody feels. It is not meant for ' +
      'decisions about people.',
  ]
}
