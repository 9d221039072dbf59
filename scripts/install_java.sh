#!/bin/sh
# Installs the Java that tests/test_spark.py needs (PySpark 4 runs on 17 or newer), where there is none.
set -e
# The first line of `java -version` holds its version in quotes: "17.0.9", or "1.8.0_392" before Java 9.
if command -v java > /dev/null; then
  version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  if [ "${version:-0}" -ge 17 ]; then exit 0; fi
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
$as_root apt-get update -qq
for package in openjdk-17-jre-headless openjdk-21-jre-headless default-jre-headless; do
  if $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$package"; then exit 0; fi
done
echo "the Spark tests need Java 17 or newer: install openjdk-17-jre-headless" >&2
exit 1
