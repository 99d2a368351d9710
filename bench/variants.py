"""The forms in which a network could run: plain, packed, TorchScript, bfloat16, int8, ONNX Runtime.

Each maker takes a plain network (float32, normalisation folded in, as weights.py makes it before packing)
and pictures to calibrate on, and gives a `Variant`, or raises: `ModuleNotFoundError` where its library
is not installed, anything where it cannot take the network.
"""

import copy
import io
import logging
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from beauty.predict.packed import pack

Inputs = tuple[Tensor, ...]
INT8_ENGINE = "onednn"
NAMES = ("picture", "beside")  # of a network's inputs


class Variant(nn.Module):
    """Something that answers as the plain network does. size_bytes: of its file."""

    def __init__(self, answer: Callable[..., Tensor], size_bytes: int) -> None:
        super().__init__()
        self.size_bytes = size_bytes
        self._answer = answer
        self.device_mark = nn.Parameter(torch.zeros(()), requires_grad=False)  # says "processor"

    def forward(self, *inputs: Tensor) -> Tensor:
        return self._answer(*inputs)


@dataclass(frozen=True, eq=False)
class Given:
    """plain: in float32; calibration: inputs of one call each; shipped_bytes: the file in weights/."""

    plain: nn.Module
    calibration: Sequence[Inputs]
    shipped_bytes: int


def plain(given: Given) -> Variant:
    return Variant(given.plain, _saved_bytes(given.plain))


def packed(given: Given) -> Variant:
    """As the app runs it."""
    net = copy.deepcopy(given.plain)
    pack(net)
    return Variant(net, given.shipped_bytes)


def torchscript(given: Given) -> Variant:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated, and dlib's sizes are traced as constants
        traced = torch.jit.trace(given.plain, given.calibration[0])  # type: ignore[no-untyped-call]
        frozen = torch.jit.freeze(traced.eval())
        file = io.BytesIO()
        torch.jit.save(frozen, file)
    return Variant(frozen, file.tell())


def bfloat16(given: Given) -> Variant:
    """The app's way with 16 bits a number in the arithmetic too: only new processors know how."""
    net = copy.deepcopy(given.plain)
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            module.bfloat16()
    pack(net)

    def answer(picture: Tensor, *beside: Tensor) -> Tensor:
        answered: Tensor = net(picture.bfloat16(), *beside)
        return answered.float()

    return Variant(answer, given.shipped_bytes)


def int8_torch(given: Given) -> Variant:
    """Static quantisation by FX graphs; kernels of oneDNN."""
    from torch.ao.quantization import get_default_qconfig_mapping
    from torch.ao.quantization.backend_config import get_onednn_backend_config
    from torch.ao.quantization.quantize_fx import convert_fx, prepare_fx

    config = get_onednn_backend_config()
    net = copy.deepcopy(given.plain).to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    with _engine(), warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # deprecated
        watched = prepare_fx(
            net,
            get_default_qconfig_mapping(INT8_ENGINE),
            given.calibration[0],
            backend_config=config,
        )
        for inputs in given.calibration:
            watched(*inputs)
        small = convert_fx(watched, backend_config=config)

    def answer(*inputs: Tensor) -> Tensor:
        with _engine():
            answered: Tensor = small(*inputs)
        return answered

    return Variant(answer, _saved_bytes(small))


def int8_compiled(given: Given) -> Variant:
    """Static quantisation by torchao, then torch.compile, which needs a C++ compiler on the machine."""
    with _quiet():
        from torch._inductor import config as inductor
        from torchao.quantization.pt2e.quantize_pt2e import convert_pt2e, prepare_pt2e
        from torchao.quantization.pt2e.quantizer import x86_inductor_quantizer as x86

        quantizer = x86.X86InductorQuantizer()
        quantizer.set_global(x86.get_default_x86_inductor_quantization_config())
        exported = torch.export.export(given.plain, given.calibration[0]).module()
        with torch.no_grad():
            watched = prepare_pt2e(exported, quantizer)
            for inputs in given.calibration:
                watched(*inputs)
            small = convert_pt2e(watched)
            with inductor.patch(freezing=True):
                compiled: Any = torch.compile(small)
                compiled(*given.calibration[0])

    def answer(*inputs: Tensor) -> Tensor:
        with torch.inference_mode(False), torch.no_grad():
            answered: Tensor = compiled(*inputs)
        return answered

    return Variant(answer, _saved_bytes(small))


def onnx_float32(given: Given) -> Variant:
    with tempfile.TemporaryDirectory() as folder:
        return _session(_exported(given, Path(folder)))


def onnx_int8(given: Given) -> Variant:
    """Static quantisation by ONNX Runtime: int8 weights a channel, uint8 activations."""
    from onnxruntime import quantization
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder, _quiet():
        exported = _exported(given, Path(folder))
        ready, small = Path(folder) / "ready.onnx", Path(folder) / "int8.onnx"
        quant_pre_process(str(exported), str(ready))
        quantization.quantize_static(
            str(ready),
            str(small),
            _reader(given.calibration),
            quant_format=quantization.QuantFormat.QDQ,
            activation_type=quantization.QuantType.QUInt8,
            weight_type=quantization.QuantType.QInt8,
            per_channel=True,
        )
        return _session(small)


MAKERS: dict[str, Callable[[Given], Variant]] = {
    "float32, plain": plain,
    "float32, packed (the app)": packed,
    "float32, TorchScript": torchscript,
    "bfloat16": bfloat16,
    "int8, PyTorch": int8_torch,
    "int8, torchao, compiled": int8_compiled,
    "float32, ONNX Runtime": onnx_float32,
    "int8, ONNX Runtime": onnx_int8,
}
PLAIN = "float32, plain"


def _saved_bytes(net: nn.Module) -> int:
    file = io.BytesIO()
    torch.save(net.state_dict(), file)
    return file.tell()


def _exported(given: Given, folder: Path) -> Path:
    """The network as an ONNX file. Raises ModuleNotFoundError without onnx and onnxscript."""
    path = folder / "net.onnx"
    net = copy.deepcopy(given.plain).to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    with _quiet():
        torch.onnx.export(
            net,
            tuple(part.contiguous() for part in given.calibration[0]),
            path,
            input_names=NAMES[: len(given.calibration[0])],
            dynamo=True,
            external_data=False,
        )
    return path


def _session(path: Path) -> Variant:
    import onnxruntime

    told = onnxruntime.SessionOptions()
    told.intra_op_num_threads = torch.get_num_threads()
    # threads that wait by spinning would count as work here
    told.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(path), told, providers=["CPUExecutionProvider"])

    def answer(*inputs: Tensor) -> Tensor:
        return torch.from_numpy(session.run(None, _named(inputs))[0])

    return Variant(answer, path.stat().st_size)


def _reader(calibration: Sequence[Inputs]) -> Any:  # noqa: ANN401 - of an optional library
    from onnxruntime.quantization import CalibrationDataReader

    class Reader(CalibrationDataReader):  # type: ignore[misc]
        left: Iterator[Inputs] = iter(calibration)

        def get_next(self) -> dict[str, np.ndarray] | None:
            inputs = next(self.left, None)
            return None if inputs is None else _named(inputs)

    return Reader()


def _named(inputs: Inputs) -> dict[str, np.ndarray]:
    return {
        name: np.asarray(part.contiguous().numpy())
        for name, part in zip(NAMES[: len(inputs)], inputs, strict=True)
    }


@contextmanager
def _engine() -> Iterator[None]:
    """PyTorch's int8 kernels are chosen by a global switch."""
    before = torch.backends.quantized.engine
    torch.backends.quantized.engine = INT8_ENGINE
    try:
        yield
    finally:
        torch.backends.quantized.engine = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Exporters tell their progress and miss libraries that they do not need."""
    logging.disable(logging.WARNING)
    try:
        with Path(os.devnull).open("w") as nowhere, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with redirect_stdout(nowhere), redirect_stderr(nowhere):
                yield
    finally:
        logging.disable(logging.NOTSET)
