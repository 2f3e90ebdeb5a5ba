"""The contract of `--format json`, version 1: what a saved recommendation holds, key by key.

The descriptions are the reference in `docs/json-contract.md` and the JSON Schema of ``advisor schema --of recommendation``. Keys
that the contract does not know are passed over, so that a later version may add some; a key with a default may be absent.
"""
