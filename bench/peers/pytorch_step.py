"""One training step of the FER VGG in PyTorch. See bench/README.md."""

import step_protocol as protocol

try:
    import torch
    from torch import nn
except ModuleNotFoundError:
    protocol.missing("torch")


def vgg(width):
    layers, channels = [], 1
    for k, count in enumerate(protocol.CHANNELS):
        out = protocol.scaled(count, width)
        layers += [nn.Conv2d(channels, out, 3, padding=1), nn.BatchNorm2d(out), nn.ReLU()]
        if k % 2 == 1:
            layers.append(nn.MaxPool2d(2))
        channels = out
    layers.append(nn.Flatten())
    units, hidden = 2 * 2 * channels, protocol.scaled(protocol.HIDDEN, width)
    for _ in range(2):
        layers += [nn.Linear(units, hidden), nn.Dropout(protocol.DROPOUT), nn.ReLU()]
        units = hidden
    layers.append(nn.Linear(units, protocol.CLASSES))
    return nn.Sequential(*layers)


def main():
    args = protocol.arguments(["--channels-last"])
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    pixels, classes = protocol.batch()
    images, labels = torch.from_numpy(pixels).unsqueeze(1), torch.from_numpy(classes)
    model = vgg(args.width)
    if args.channels_last:
        images = images.to(memory_format=torch.channels_last)
        model = model.to(memory_format=torch.channels_last)
    model.train()
    optimizer = torch.optim.SGD(
        model.parameters(),
        lr=protocol.LR,
        momentum=protocol.MOMENTUM,
        weight_decay=protocol.WEIGHT_DECAY,
        nesterov=True,
    )
    cross_entropy = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss = cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    parameters = sum(each.numel() for each in model.parameters() if each.requires_grad)
    protocol.measure(step, args, f"torch {torch.__version__}", parameters)


main()
