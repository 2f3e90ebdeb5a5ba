// What the two JavaScript packages of ONNX Runtime share: their interface is the same.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const REFUSED = 3;

/** Run every array through its artefact; writes outputs.json or error.json and gives the exit status. */
export async function run(packageName, provider, folder) {
  const write = (name, data) => writeFileSync(join(folder, name), JSON.stringify(data));
  try {
    write("outputs.json", await outputs(packageName, provider, folder));
    return 0;
  } catch (error) {
    const line = String(error?.stack ? error : new Error(error)).split("\n")[0].slice(0, 300);
    write("error.json", { kind: "refused", text: line });
    console.error(line);
    return REFUSED;
  }
}

async function outputs(packageName, provider, folder) {
  const environment = join(process.cwd(), "package.json");
  const ort = createRequire(environment)(packageName);
  ort.env.logLevel = "error";
  const { arrays, artefacts } = JSON.parse(readFileSync(join(folder, "inputs.json"), "utf-8"));
  const sessions = new Map();
  const answers = [];
  for (const [number, { shape, data }] of arrays.entries()) {
    const file = artefacts[number];
    if (!sessions.has(file)) {
      const options = { executionProviders: [provider], logSeverityLevel: 3 };
      sessions.set(file, await ort.InferenceSession.create(new Uint8Array(readFileSync(file)), options));
    }
    const session = sessions.get(file);
    const x = new ort.Tensor("float32", Float32Array.from(data), shape);
    const found = await session.run({ [session.inputNames[0]]: x });
    const y = found[session.outputNames[0]];
    answers.push({ shape: y.dims, data: Array.from(y.data, Number) });
  }
  return { arrays: answers, versions: { [packageName]: version(packageName) } };
}

function version(packageName) {
  const about = join(process.cwd(), "node_modules", packageName, "package.json");
  return JSON.parse(readFileSync(about, "utf-8")).version;
}
