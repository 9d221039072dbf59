#!/bin/sh
# try_package.sh PYTHON PACKAGE: install a built package into an empty environment and run it there, away from the checkout.
set -e
package=$(realpath "$2")
seeds=$(realpath seeds)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install "$package"
cd "$folder"
"$folder/venv/bin/antifraud-ie" extract "$seeds/01_kunming.txt" --output records.jsonl --brief
"$folder/venv/bin/python" -c '
import antifraud_ie
words = antifraud_ie.load(segmenter="pkuseg").make_doc("五华公安分局提醒市民谨防刷单返利。")
assert "公安分局" in [word.text for word in words], words
print("antifraud_ie", antifraud_ie.__version__, "runs in an empty environment")'
