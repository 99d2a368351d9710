"""What guards read off a request: the path without a proxy's prefix, and who asks."""

import ipaddress

from starlette.types import Scope

IPV6_HOME = 64  # a household gets 2**64 addresses; they count as one


def route(scope: Scope) -> str:
    """The path asked for, without the prefix of a proxy."""
    path, prefix = str(scope.get("path", "")), str(scope.get("root_path", ""))
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path


def client(scope: Scope) -> str:
    """Who asks: the address, of IPv6 only the part that stands for a household. Never logged."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_HOME), strict=False))
