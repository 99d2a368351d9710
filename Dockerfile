# The page with all its doors on processors alone. docs/scale.md: how it is built, run and restarted.
#   docker build -t beauty .
#   docker build -t beauty-scale --build-arg MORE="-r requirements-scale.txt" .     for python -m beauty.scale
# PyTorch comes as its CUDA build (5 GB) unless pip is told of an index with the CPU build: give
# --build-arg PIP_EXTRA_INDEX_URL=... then.
FROM python:3.11.14-slim-bookworm AS packages
ARG PIP_EXTRA_INDEX_URL
ARG MORE=""
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY requirements.txt requirements-scale.txt constraints.txt ./
# hadolint ignore=DL3042,SC2086
RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt ${MORE} -c constraints.txt

FROM python:3.11.14-slim-bookworm
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY LICENSE pyproject.toml app.py ./
COPY weights weights
COPY assets assets
COPY beauty beauty
RUN /opt/venv/bin/python -m compileall -q beauty app.py
# Nothing is written but uploads on their way, to /dev/shm, and what libraries cache, to /tmp: both in memory.
ENV PATH=/opt/venv/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    BEAUTY_HOST=0.0.0.0 BEAUTY_PORT=7860
USER 10001:10001
EXPOSE 7860
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7860/health', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python", "app.py"]
