"""The size of the generated JavaScript: the 20 codes of the project's page, minified and packed."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMIT = 4096


def main() -> int:
    """Print the figures; 1 if the module is larger than it may be."""
    sys.path.insert(0, str(ROOT))
    from tests import node

    source = ROOT / "generated" / "typescript" / "defender-errors" / "index.js"
    done = node.run(node.tool("esbuild"), "--minify", "--format=esm", source)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return 2
    packed = len(gzip.compress(done.stdout.encode(), 9, mtime=0))
    print(f"index.js, as written:          {source.stat().st_size:6,} bytes")
    print(f"esbuild --minify:              {len(done.stdout.encode()):6,} bytes")
    print(f"esbuild --minify, gzip -9:     {packed:6,} bytes (at most {LIMIT:,})")
    return int(packed > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
