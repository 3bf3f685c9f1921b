# The bot as an image: the versions of uv.lock, with PostgreSQL's driver, run by a user without rights.
#
#   docker build --tag qiao .
#
# Where packages come by way of a mirror: --build-arg PIP_INDEX_URL=... --build-arg UV_DEFAULT_INDEX=...

FROM python:3.11-slim AS build
ARG PIP_INDEX_URL UV_DEFAULT_INDEX
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1
RUN pip install --no-cache-dir 'uv>=0.9,<1'
WORKDIR /src

# What is not ours first: it changes less often, and stays in the cache of the next build.
COPY pyproject.toml uv.lock ./
RUN uv export --quiet --frozen --extra postgres --no-default-groups --no-emit-project --output-file /lock.txt \
 && uv venv --quiet --no-project /opt/qiao \
 && uv pip sync --quiet --python /opt/qiao/bin/python --require-hashes /lock.txt
COPY LICENSE README.md ./
COPY bot ./bot
COPY cogs ./cogs
COPY playground ./playground
RUN uv pip install --quiet --python /opt/qiao/bin/python --no-deps .


FROM python:3.11-slim
# For pictures: Chinese and Latin, emoji, and Hebrew and Arabic for those whose names are written in them.
RUN apt-get update --quiet=2 \
 && apt-get install --quiet=2 --no-install-recommends fonts-noto-cjk fonts-noto-color-emoji fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --home-dir /var/lib/qiao --create-home qiao
COPY --from=build /opt/qiao /opt/qiao
COPY packaging/healthcheck.py /opt/qiao/healthcheck.py

# By number, so that an orchestrator can tell that it is not root.
USER 10001
# A SQLite file and a config.toml, where there are any, are looked for here.
WORKDIR /var/lib/qiao
ENV PATH=/opt/qiao/bin:$PATH
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "/opt/qiao/healthcheck.py"]
ENTRYPOINT ["qiao"]
CMD ["run"]
