# Production image of web, worker, beat and migrate. The system packages are those of config/local/system.py.
FROM node:24-bookworm-slim AS frontend
WORKDIR /app
COPY config/frontend/package.json config/frontend/package-lock.json config/frontend/.npmrc config/frontend/
RUN npm ci --omit=dev --prefix config/frontend

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      libpango-1.0-0 \
      libpangoft2-1.0-0 \
      libharfbuzz-subset0 \
      fonts-liberation2 \
 && rm -rf /var/lib/apt/lists/*
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp/cache
WORKDIR /app
COPY config/lock/production.txt config/lock/
RUN pip install --no-cache-dir --require-hashes -r config/lock/production.txt
COPY . .
COPY --from=frontend /app/config/frontend/node_modules config/frontend/node_modules
# Key and address of this step lead nowhere: collectstatic needs settings that load, and no local data.
RUN python -m config.local.frontend \
 && SECRET_KEY=build DATABASE_URL=postgresql://build@127.0.0.1/build python manage.py collectstatic --no-input -v 0 \
 && rm -rf config/frontend/node_modules .local \
 && useradd --system --uid 10001 --no-create-home app \
 && install -d -o app -g app /data/files /data/beat /data/keeper /run/keeper
USER app
EXPOSE 8000
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
