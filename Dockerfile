# syntax=docker/dockerfile:1
# Two stages: the first has the tools to build the environment, the second only what the product runs on.

FROM python:3.13-slim-bookworm AS build
WORKDIR /src
COPY requirements/bootstrap.txt requirements/base.txt requirements/
RUN python -m venv /uv \
 && /uv/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements/bootstrap.txt \
 && python -m venv --without-pip /venv \
 && /uv/bin/uv pip sync --no-cache --python /venv/bin/python --require-hashes --only-binary :all: --compile-bytecode requirements/base.txt
COPY manage.py ./
COPY coachapp coachapp
COPY athletes athletes
COPY plans plans
COPY questions questions
COPY templates templates
COPY static static
# Collecting static files reads settings, never a server: these values are thrown away with the stage.
RUN SECRET_KEY=for-this-build-step-only ALLOWED_HOSTS=build SITE_URL=https://build \
    DATABASE_URL=postgres://build@build/build REDIS_URL=redis://build EMAIL_URL=smtp://build \
    /venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv --shell /usr/sbin/nologin offseason
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv
COPY --from=build /venv /venv
COPY --from=build /src /srv
USER 10001
EXPOSE 8000
CMD ["gunicorn", "coachapp.wsgi"]
