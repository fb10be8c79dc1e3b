"""Compiles a project from Python: reads, checks, computes and typesets, and counts the findings.

Usage: compile.py PROJECT
"""

import sys

import nianbao as nb

print(len(nb.open(sys.argv[1]).check()))
