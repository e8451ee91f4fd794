#!/bin/sh
# Dumps the database to a new file in FOLDER and keeps the newest 72. Usage: PSEPHOS_DATABASE_URL=… backup.sh FOLDER
set -eu
umask 077
folder=${1:?Give the folder for backups.}
: "${PSEPHOS_DATABASE_URL:?Set the database to back up.}"
name=psephos-$(date -u +%Y%m%dT%H%M%SZ).dump
# Under another name until it is whole: a cut-off dump must not look like a backup.
pg_dump --format=custom --no-owner --dbname="$PSEPHOS_DATABASE_URL" --file="$folder/.$name"
pg_restore --list "$folder/.$name" > /dev/null
mv "$folder/.$name" "$folder/$name"
ls -1 "$folder"/psephos-*.dump | sort -r | tail -n +73 | while read -r old; do rm -- "$old"; done
