/** What the optimizers can be told; each reads what it needs. What is left out has the default of `torch.optim`. */
export interface OptimizerOptions {
  /** Added, times the weight, to the gradient; adamw takes it from the weight instead. */
  readonly weightDecay: number
  /** sgd, nesterov, rmsprop */
  readonly momentum: number
  /** sgd: share of every gradient but the first that does not enter the velocity; 0 */
  readonly dampening?: number | undefined
  /** adam, amsgrad, adamw: how much of the mean of gradients is kept; 0.9 */
  readonly beta1?: number | undefined
  /** adam, amsgrad, adamw: how much of the mean of squares is kept; 0.999 */
  readonly beta2?: number | undefined
  /** Added to a divisor: 1e-8 in adam, amsgrad, adamw and rmsprop, 1e-10 in adagrad, 1e-6 in adadelta. */
  readonly epsilon?: number | undefined
  /** adagrad: the rate of step t, from 0, is divided by 1 + t lrDecay; 0 */
  readonly lrDecay?: number | undefined
  /** adagrad: the sums of squares begin with it; 0 */
  readonly initialAccumulator?: number | undefined
  /** adadelta: how much of the means of squares is kept; 0.9 */
  readonly rho?: number | undefined
  /** rmsprop: how much of the mean of squares is kept; 0.99 */
  readonly alpha?: number | undefined
  /** rmsprop: divide by the deviation of gradients from their mean instead of by their size; false */
  readonly centered?: boolean | undefined
  /** asgd: every step multiplies the weights by 1 - lambda eta; 1e-4 */
  readonly asgdLambda?: number | undefined
  /** asgd: power by which the rate falls; 0.75 */
  readonly asgdAlpha?: number | undefined
  /** asgd: the step after which weights are averaged; 1e6 */
  readonly asgdT0?: number | undefined
  /** asgd: keep averaged weights to evaluate with; false */
  readonly asgdAverage?: boolean | undefined
}
