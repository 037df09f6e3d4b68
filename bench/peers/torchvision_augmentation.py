"""The study's augmentation in torchvision, on Pillow images as there, on one thread. See bench/README.md."""

import argparse
import json
import time

try:
    import numpy as np
    import torch
    import torchvision
    from PIL import Image
    from torchvision import transforms
except ModuleNotFoundError as error:
    print(json.dumps({"missing": f"{error.name} is not installed: pip install torchvision pillow"}))
    raise SystemExit(0)

CROP = 40


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--crops", choices=["one", "ten"], required=True)
    parser.add_argument("--seconds", type=float, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)

    change = transforms.Compose([
        transforms.RandomResizedCrop(48, scale=(0.8, 1.2)),
        transforms.RandomApply([transforms.RandomAffine(0, translate=(0.2, 0.2))], p=0.5),
        transforms.RandomHorizontalFlip(),
        transforms.RandomApply([transforms.RandomRotation(10)], p=0.5),
        transforms.TenCrop(CROP) if args.crops == "ten" else transforms.RandomCrop(CROP),
    ])
    scale = transforms.ToTensor()
    erase = transforms.RandomErasing(p=0.5)

    def augment(image):
        changed = change(image)
        crops = changed if args.crops == "ten" else [changed]
        return torch.stack([erase(scale(crop)) for crop in crops])

    noise = np.random.default_rng(0).integers(0, 256, (256, 48, 48), dtype=np.uint8)
    images = [Image.fromarray(pixels) for pixels in noise]

    def augment_for(seconds):
        start, processor_start, count = time.perf_counter(), time.process_time(), 0
        while time.perf_counter() - start < seconds:
            for first in range(0, len(images), 64):
                torch.stack([augment(image) for image in images[first : first + 64]])
                count += 64
        return count, time.perf_counter() - start, time.process_time() - processor_start

    augment_for(args.seconds / 4)
    count, seconds, processor_seconds = augment_for(args.seconds)
    version = f"torchvision {torchvision.__version__.split('+')[0]}"
    print(json.dumps({"version": version, "images": count, "seconds": seconds, "processorSeconds": processor_seconds}))


main()
