"""Computes test/reference/augment.json, what torchvision and Pillow make of synthetic patterns.

    pip install torch torchvision pillow
    python test/reference/make_augment.py > test/reference/augment.json

Images are Pillow images of mode L, as torchvision's transforms get them in the study. The patterns are formulas that the
test repeats, so no image is stored. Small results are stored as numbers; of many or large ones the SHA-256.
"""

import hashlib
import json

import numpy as np
import PIL
import torch
import torchvision
from PIL import Image, ImageOps
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F

HEIGHT, WIDTH, SIDE, CROP = 13, 16, 48, 40


def pattern(height, width):
    """Gray (3 y y + 5 x x + 7 x y + 11 y) mod 256."""
    y, x = np.mgrid[:height, :width]
    return Image.fromarray(((3 * y * y + 5 * x * x + 7 * x * y + 11 * y) % 256).astype(np.uint8))


def grays(image):
    return np.asarray(image).flatten().tolist()


def digest(images):
    """Of the bytes of all images, one after another."""
    return hashlib.sha256(b"".join(np.ascontiguousarray(image).tobytes() for image in images)).hexdigest()


def resized_crop(image, top, left, height, width, size=None):
    return F.resized_crop(image, top, left, height, width, size or [image.height, image.width], InterpolationMode.BILINEAR)


def shift(image, down, right):
    return F.affine(image, 0.0, [right, down], 1.0, [0.0, 0.0], InterpolationMode.NEAREST, fill=0)


def rotate(image, degrees):
    return F.rotate(image, degrees, InterpolationMode.NEAREST, fill=0)


def boxes(side):
    """Boxes of many heights and widths, within an image of that side."""
    return [(side - h, (side - w) // 2, h, w) for h in range(30, side + 1) for w in range(30, side + 1, 3)]


small, large = pattern(HEIGHT, WIDTH), pattern(SIDE, SIDE)
flat = small.point(lambda gray: 100 + gray // 8)
crops = [np.asarray(F.to_tensor(crop)) for crop in F.ten_crop(large, [CROP, CROP])]
odd = [np.asarray(F.to_tensor(crop)) for crop in F.ten_crop(small, [10, 10])]
erased = F.erase(torch.ones(1, CROP, CROP), 3, 5, 20, 7, torch.zeros(1))

print(json.dumps({
    "source": f"torchvision {torchvision.__version__.split('+')[0]}, Pillow {PIL.__version__}",
    "resized_crop": [
        {"box": box, "pixels": grays(resized_crop(small, *box))}
        for box in [(0, 0, 13, 16), (2, 3, 10, 12), (5, 0, 8, 16), (0, 7, 13, 9), (6, 6, 1, 1)]
    ],
    "resized_crops": {"sha256": digest(resized_crop(large, *box) for box in boxes(SIDE))},
    "smaller": {"size": [5, 7], "pixels": grays(resized_crop(small, 0, 0, HEIGHT, WIDTH, [5, 7]))},
    "shift": [{"by": by, "pixels": grays(shift(small, *by))} for by in [(2, -3), (-13, 0), (-4, 5)]],
    "rotate": [{"degrees": angle, "pixels": grays(rotate(small, angle))} for angle in [10, -7.3, 90, 137]],
    "rotations": {"sha256": digest(rotate(large, tenth / 10) for tenth in range(-450, 451))},
    "equalize": [grays(ImageOps.equalize(image)) for image in [small, flat]],
    "equalized": {"sha256": digest([ImageOps.equalize(large)])},
    "ten_crop": {"sha256": digest(crops)},
    "odd_ten_crop": {"sha256": digest(odd)},
    "erase": {"box": [3, 5, 20, 7], "sha256": digest([erased.numpy()])},
}))
