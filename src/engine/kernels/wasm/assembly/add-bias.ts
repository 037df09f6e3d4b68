/** Adds a bias to each channel of out `[places, channels]`, in place, and makes what is less than 0 then 0 where `relu`. */
export function addBias(out: usize, bias: usize, places: i32, channels: i32, relu: bool): void {
  const width = (<usize>channels) << 2
  const least = f32x4.splat(relu ? 0 : -Infinity)
  const leastOne: f32 = relu ? 0 : -Infinity
  const end = out + <usize>places * width
  while (out < end) {
    let c: usize = 0
    // The value where it is not less than the least, NaN included.
    for (; c + 16 <= width; c += 16)
      v128.store(out + c, f32x4.pmax(f32x4.add(v128.load(out + c), v128.load(bias + c)), least))
    for (; c < width; c += 4) {
      const value = load<f32>(out + c) + load<f32>(bias + c)
      store<f32>(out + c, value < leastOne ? leastOne : value)
    }
    out += width
  }
}
