"""Prints as JSON what Python finds in a safetensors file: with numpy alone or, after --safetensors, with that package."""
import hashlib
import json
import struct
import sys

import numpy

DTYPES = {"F32": "<f4", "I32": "<i4", "BOOL": "|b1"}


def by_hand(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        tensors[name] = numpy.frombuffer(data[start:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return metadata, tensors


def by_package(path):
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        return file.metadata(), {name: file.get_tensor(name) for name in file.keys()}


path = sys.argv[-1]
metadata, tensors = by_package(path) if "--safetensors" in sys.argv else by_hand(path)
content = json.loads(metadata.get("content", "null"))
print(
    json.dumps(
        {
            "format": metadata["format"],
            "content": content,
            "tensors": {
                name: {
                    "dtype": str(tensor.dtype),
                    "shape": list(tensor.shape),
                    "sha256": hashlib.sha256(tensor.tobytes()).hexdigest(),
                }
                for name, tensor in tensors.items()
            },
        }
    )
)
