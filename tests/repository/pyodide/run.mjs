// Runs Python from stdin: node run.mjs FOLDER-OF-PYODIDE [PLACE=FOLDER...] < code
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, isMainThread, workerData } from "node:worker_threads";

if (isMainThread) {
  // A thread of its own for the sake of its stack: that of the main one is too short for
  // Python's own limits to be met, and then the interpreter is gone.
  const given = { words: process.argv.slice(2), code: readFileSync(0, "utf8") };
  const options = { workerData: given, resourceLimits: { stackSizeMb: 64 } };
  const worker = new Worker(fileURLToPath(import.meta.url), options);
  worker.on("error", (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
} else {
  const [pyodide, ...mounts] = workerData.words;
  const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
  const env = { PYTHONDONTWRITEBYTECODE: "1" };
  const python = await loadPyodide({ env, stdout: console.log, stderr: console.error });
  for (const mount of mounts) {
    const [place, folder] = mount.split(/=(.*)/s);
    python.FS.mkdirTree(place);
    python.mountNodeFS(place, folder);
  }
  try {
    python.runPython(workerData.code);
  } catch (error) {
    // As it is, it would be told with a line of Pyodide: all of its source.
    throw new Error(String(error));
  }
}
