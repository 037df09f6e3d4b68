// An experiment of a function alone: gradient descent in a valley, from a place that follows the seed.
export default async ({ params }, context) => {
  let place = context.random('start').normal() + 3
  for (let step = 1; step <= 20; step++) {
    place -= params.lr * (2 * place + context.random('noise').at(step).normal())
    context.report(step, { loss: place ** 2 })
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return {}
}
