"""Convolutions as oneDNN likes them best: weights in its own order, the activation in the same step.

PyTorch sorts the weights of a convolution anew for every picture and goes over its answer once more for
the activation, and with one thread it leaves oneDNN altogether where a filter is 1x1. Doing the first
once and the second never took a third off all three networks (docs/adr/0010). The two operations are
those that torch.compile writes, which would need a compiler on the user's machine. They know neither
gradients nor 64 bits: where those are wanted, the plain layers answer.
"""

import torch
from torch import Tensor, nn

# layer -> what oneDNN calls it, and its numbers
ACTIVATIONS: dict[type[nn.Module], tuple[str, list[float]]] = {
    nn.Identity: ("none", []),
    nn.ReLU: ("relu", []),
    nn.ReLU6: ("hardtanh", [0.0, 6.0]),
}


class PackedConv(nn.Module):
    """A convolution and the activation after it; safe to share between threads once it is packed."""

    def __init__(self, conv: nn.Conv2d, activation: nn.Module) -> None:
        super().__init__()
        self.conv, self.activation = conv, activation
        self._packed: Tensor | None = None
        self._kind = ACTIVATIONS[type(activation)]

    def forward(self, x: Tensor) -> Tensor:
        conv = self.conv
        if torch.is_grad_enabled() or x.dtype is torch.float64:
            plain: Tensor = self.activation(conv(x))
            return plain
        place = conv.padding, conv.stride, conv.dilation, conv.groups
        if (
            self._packed is None
        ):  # the best order depends on the picture's size; two threads agree on it
            self._packed = torch.ops.mkldnn._reorder_convolution_weight(
                conv.weight, *place, x.shape
            )
        answer: Tensor = torch.ops.mkldnn._convolution_pointwise(
            x, self._packed, conv.bias, *place, *self._kind, ""
        )
        return answer


def can_pack(device: torch.device) -> bool:
    """oneDNN is at its best on x86 processors; others keep the plain layers."""
    wide = torch.backends.cpu.get_cpu_capability().startswith("AVX")
    there: bool = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return device.type == "cpu" and wide and there


def pack(net: nn.Module) -> None:
    """Replace each convolution of `net` by a `PackedConv`, with the activation that follows it."""
    for parent in list(net.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Conv2d):
                setattr(parent, name, PackedConv(child, _taken_activation(parent, name)))


def _taken_activation(parent: nn.Module, name: str) -> nn.Module:
    """The activation that comes next after layer `name` of a row, cut out of it; else an identity."""
    if isinstance(parent, nn.Sequential):
        for index in range(int(name) + 1, len(parent)):
            layer = parent[index]
            if type(layer) is nn.Identity:
                continue
            if type(layer) in ACTIVATIONS:
                parent[index] = nn.Identity()
                return layer
            break
    return nn.Identity()
