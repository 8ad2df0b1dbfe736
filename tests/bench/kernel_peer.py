"""The peer of kernel_bench.ts: Deno's own kernel under jupyter_client and nbclient, and ipykernel. Prints JSON."""

import json
import statistics
import sys
import time

import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

starts = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="deno")
    starts.append((time.perf_counter() - start) * 1000)
    client.stop_channels()
    manager.shutdown_kernel(now=True)

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, kernel_name="deno").execute()
outputs = [
    [out["data"]["text/plain"] for out in cell.outputs if out.output_type == "display_data"]
    for cell in notebook.cells
]

prints = []
manager, client = start_new_kernel(kernel_name="python3")
for code in sys.argv[3:]:
    start = time.perf_counter()
    client.execute_interactive(code, output_hook=lambda message: None)
    prints.append((time.perf_counter() - start) * 1000)
client.stop_channels()
manager.shutdown_kernel(now=True)

print(json.dumps({"readyMs": statistics.median(starts), "outputs": outputs, "printMs": prints}))
