-- Roles, extensions and database of the product (ADR 0004). For a superuser, through psql; may be run again.
-- The embedded server and the container both use this file; passwords come from the environment.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv runtime_password RUNTIME_PASSWORD

SELECT 'CREATE ROLE ' || wanted
FROM unnest(ARRAY['tcd_owner', 'tcd_runtime']) AS wanted
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)
\gexec

ALTER ROLE tcd_owner LOGIN NOSUPERUSER NOCREATEROLE CREATEDB PASSWORD :'owner_password';
ALTER ROLE tcd_runtime LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'runtime_password';
-- An open transaction that nobody continues would hold the counter of a register.
ALTER ROLE tcd_runtime SET idle_in_transaction_session_timeout = '60s';
-- Tests lower themselves to the runtime role.
GRANT tcd_runtime TO tcd_owner;

SELECT 'CREATE DATABASE tcd OWNER tcd_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'tcd')
\gexec

REVOKE ALL ON DATABASE tcd FROM PUBLIC;
GRANT CONNECT ON DATABASE tcd TO tcd_runtime;

SET client_min_messages = warning;
\connect tcd
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
-- Databases of tests, made by the owner, inherit them.
\connect template1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
