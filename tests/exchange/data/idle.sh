#!/bin/sh
# A reader of workbooks that never answers.
exec sleep 60
