"""The commented requirements file that `advisor init` writes; every line is optional."""

TEMPLATE = """\
# Requirements for `advisor recommend FILE`. Every key is optional: what you leave out stays neutral.
# A list means "required"; write {required: [...], preferred: [...]} to tell musts from wishes.
# Editors can complete and check this file: advisor schema > requirements.schema.json
schema: 1
title: My project

# edition: "2018"              # default: the newest; see `advisor list editions`
# goal: both                   # research | production | both

# languages:
#   train: [python]
#   serve: {required: [java], preferred: [kotlin]}
#       python c cpp java kotlin scala clojure csharp fsharp javascript typescript swift objc rust go r julia
#       lua perl ruby elixir haskell matlab php dart

# cloud: [aws]                 # aws gcp azure on_prem
# onnx: preferred              # required | preferred | indifferent
# dynamic_graphs: preferred    # required | preferred | indifferent
# scale: single_node           # single_gpu | single_node | cluster
# big_data: {preferred: [spark]}                # spark hadoop

# hardware:                    # nvidia amd intel apple arm tpu trainium ascend qualcomm cpu
#   train: [nvidia]
#   serve: {preferred: [cpu]}

# targets: [server]            # server desktop browser android ios edge microcontroller
# os: {preferred: [linux, macos]}               # linux macos windows
# domain: vision               # vision language llm speech reinforcement recommender probabilistic scientific
#                              # generative tabular general

# priorities:                  # a criterion or a category: none low medium high critical
#   documentation: high        # criteria: `advisor list criteria`
#   platform: low              # categories: support_community api_internals platform

# constraints:
#   licenses: [Apache-2.0, MIT, BSD-3-Clause]
#   maintained: true           # rule out what is no longer developed
#   include: []                # consider only these
#   exclude: []                # never these

# team_knows: [pytorch]
# weights: {}                  # for experts: criterion: number; replaces every weight above
"""
