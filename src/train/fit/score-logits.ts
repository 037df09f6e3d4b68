export { type Sums, scoreLogits } from '../evaluation/score-logits.js'
