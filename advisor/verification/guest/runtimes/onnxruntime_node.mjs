// onnxruntime_node.mjs FOLDER: runs FOLDER/inputs.json with onnxruntime-node, started in the folder of the environment.
import { run } from "./onnxruntime.mjs";

process.exitCode = await run("onnxruntime-node", "cpu", process.argv[2]);
