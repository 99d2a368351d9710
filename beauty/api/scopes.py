"""What guards read off a request: the path without a proxy's prefix, and who asks."""

import ipaddress

from starlette.types import ASGIApp, Receive, Scope, Send

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


class UnderPath:
    """Tells the app which path a proxy serves it under, whether that was stripped off or passed on."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app, self.root_path = app, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            scope["root_path"] = self.root_path
        await self.app(scope, receive, send)
