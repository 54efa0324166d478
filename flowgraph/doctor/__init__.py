"""Finds out why it does not work: step by step, each with its result and its cure.

What is told is safe to paste into a bug report. It consists of our own words, codes, versions and
port numbers; no secret, no name of a person, a company or a host, no address, no serial number.
"""
