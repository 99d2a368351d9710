"""The official MCP client over HTTP, as one `async with`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client


@asynccontextmanager
async def mcp_client(url: str) -> AsyncIterator[ClientSession]:
    """url: of the server, without the door's path."""
    async with (
        streamable_http_client(f"{url.rstrip('/')}/mcp") as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session
