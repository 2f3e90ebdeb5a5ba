// onnxruntime_web.mjs FOLDER: runs FOLDER/inputs.json with the WebAssembly build, started in the folder of the environment.
import { run } from "./onnxruntime.mjs";

process.exitCode = await run("onnxruntime-web", "wasm", process.argv[2]);
