#!/bin/sh
# Restores FILE into an EMPTY database. Stop every service first. Usage: PSEPHOS_DATABASE_URL=… restore.sh FILE
set -eu
file=${1:?Give the dump to restore.}
: "${PSEPHOS_DATABASE_URL:?Set the empty database to restore into.}"
tables=$(psql --no-psqlrc --tuples-only --no-align --dbname="$PSEPHOS_DATABASE_URL" \
  --command="SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
if [ "$tables" != 0 ]; then
  echo "The database is not empty: make a new one, so that the damaged one stays as evidence." >&2
  exit 1
fi
pg_restore --exit-on-error --single-transaction --no-owner --dbname="$PSEPHOS_DATABASE_URL" "$file"
echo "Restored. Start one indexer first and wait until it has caught up, then the relayers."
