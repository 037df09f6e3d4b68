"""One training step of the FER VGG in Keras on TensorFlow. See bench/README.md."""

import os

import step_protocol as protocol

os.environ["KERAS_BACKEND"] = "tensorflow"
try:
    import keras
    import tensorflow as tf
    from keras import layers
except ModuleNotFoundError:
    protocol.missing("tensorflow-cpu keras")


def initial(fan_in):
    """PyTorch's defaults, for kernel and bias: uniform within 1 / sqrt(fan in)."""
    bound = fan_in**-0.5
    uniform = keras.initializers.RandomUniform
    return {
        "kernel_initializer": uniform(-bound, bound, seed=0),
        "bias_initializer": uniform(-bound, bound, seed=1),
    }


def vgg(width):
    model = keras.Sequential([keras.Input((protocol.SIDE, protocol.SIDE, 1))])
    channels = 1
    for k, count in enumerate(protocol.CHANNELS):
        out = protocol.scaled(count, width)
        model.add(layers.Conv2D(out, 3, padding="same", **initial(9 * channels)))
        model.add(layers.BatchNormalization(momentum=0.9, epsilon=1e-5))
        model.add(layers.ReLU())
        if k % 2 == 1:
            model.add(layers.MaxPooling2D())
        channels = out
    model.add(layers.Flatten())
    units, hidden = 2 * 2 * channels, protocol.scaled(protocol.HIDDEN, width)
    for _ in range(2):
        model.add(layers.Dense(hidden, **initial(units)))
        model.add(layers.Dropout(protocol.DROPOUT, seed=2))
        model.add(layers.ReLU())
        units = hidden
    model.add(layers.Dense(protocol.CLASSES, **initial(units)))
    return model


def main():
    args = protocol.arguments()
    tf.config.threading.set_intra_op_parallelism_threads(args.threads)
    tf.config.threading.set_inter_op_parallelism_threads(args.threads)
    pixels, labels = protocol.batch()
    images = pixels[..., None]
    model = vgg(args.width)
    model.compile(
        optimizer=keras.optimizers.SGD(
            learning_rate=protocol.LR,
            momentum=protocol.MOMENTUM,
            nesterov=True,
            weight_decay=protocol.WEIGHT_DECAY,
        ),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    # As a user has it: a tensor in, a compiled step, the loss out.
    images, labels = tf.constant(images), tf.constant(labels)
    parameters = sum(int(each.numpy().size) for each in model.trainable_variables)

    def step():
        return float(model.train_on_batch(images, labels))

    protocol.measure(step, args, f"keras {keras.__version__}, tensorflow {tf.__version__}", parameters)


main()
