"""Writes medsip_stages.py from what the command line says its stages are:

    ./medsip stages --json | python3 dags/stages_from_json.py > dags/medsip_stages.py
"""

import json
import sys

HEADING = '''\
"""Every stage with its layer and the tables it reads and writes, in the order of a run.

Made from the command line, not by hand:
    ./medsip stages --json | python3 dags/stages_from_json.py > dags/medsip_stages.py
"""

STAGES = (
'''


def module(stages):
    return HEADING + "".join(f"    {json.dumps(stage)},\n" for stage in stages) + ")\n"


if __name__ == "__main__":
    sys.stdout.write(module(json.load(sys.stdin)))
