#!/bin/sh
# First start of the postgres container: roles and database, passwords from the secret files.
set -eu
OWNER_PASSWORD="$(cat "${SECRETS:-/run/secrets}/owner_password")"
RUNTIME_PASSWORD="$(cat "${SECRETS:-/run/secrets}/runtime_password")"
export OWNER_PASSWORD RUNTIME_PASSWORD
psql --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname postgres \
  --file "${ROLES:-/opt/tcd/roles.sql}"
