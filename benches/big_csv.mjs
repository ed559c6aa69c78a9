// Sends large CSV files while another user reads: node benches/big_csv.mjs [LIST …]
// LIST is million (a million rows, 100 MB: refused), wide (100,000 rows with a long column that nobody uses, 100 MB) or
// plain (100,000 rows, 10 MB); all three when left out. Prints what became of each, the server's memory at each stage (at most
// 512 MiB), and the other user's p99 before and meanwhile (at most twice as long). WATERLINE_BINARY names another build.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const p99 = (times) => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.99))];

// The other user has a thread of his or her own, so that sending a large file here delays no reading there.
if (!isMainThread) {
  let times = [];
  parentPort.on("message", () => {
    parentPort.postMessage(times);
    times = [];
  });
  for (;;) {
    const started = process.hrtime.bigint();
    const answer = await fetch(workerData.address, { headers: workerData.headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`a read was answered with ${answer.status}`);
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
    await pause(5);
  }
}

const root = resolve(fileURLToPath(import.meta.url), "../..");
const waterline = process.env.WATERLINE_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/waterline");
const work = mkdtempSync(join(tmpdir(), "waterline-big-csv-"));
const password = "correct horse battery staple";
let failed = false;

function figure(name, value, limit, unit) {
  const ok = value <= limit;
  failed ||= !ok;
  console.log(`${ok ? "ok  " : "OVER"} ${name}: ${Number(value.toFixed(1))} ${unit} (at most ${Number(limit.toFixed(1))})`);
}

/** Rows of fictional people, with as much text in a last column that is not imported. */
function peopleCsv(rows, surplus) {
  const lines = ["key,name,unit,email,phone,remark of the old system"];
  const remark = "Carried over from an earlier system; nobody has asked for it since. ".repeat(20).slice(0, surplus);
  for (let i = 1; i <= rows; i++) {
    const row = `${i},Person ${i},Holding/Division ${i % 97}/Office ${i % 9973},person.${i}@example.com,+44 20 7946 ${i}`;
    lines.push(`${row},${surplus ? i + remark : ""}`);
  }
  return Buffer.from(`${lines.join("\n")}\n`);
}

async function serve() {
  const args = ["serve", "--listen", "127.0.0.1:0", "--database", `sqlite:${join(work, "big.db")}`];
  const child = spawn(waterline, args, { stdio: ["ignore", "pipe", "inherit"], cwd: work, env: { ...process.env, WATERLINE_LOG: "off" } });
  let told = "";
  const address = await new Promise((done, fail) => {
    child.stdout.on("data", (chunk) => {
      told += chunk;
      const found = told.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found && told.includes("token=")) done(found[0]);
    });
    child.on("exit", (code) => fail(new Error(`the server ended with ${code}: ${told}`)));
  });
  while (!(await fetch(`${address}/readyz`).then((answer) => answer.ok, () => false)));
  return { address, child, token: told.match(/token=([^\s]+)/)[1] };
}

const { address, child, token } = await serve();
const plain = { origin: address, "content-type": "application/json" };
const post = (path, body, headers) => fetch(address + path, { method: "POST", headers, body });
await post("/api/v1/setup", JSON.stringify({ token, name: "Ada Field", login: "ada", password, language: "en", demo: false }), plain);
const signed = await post("/api/v1/sessions", JSON.stringify({ login: "ada", password }), plain);
const headers = { ...plain, cookie: signed.headers.getSetCookie()[0].split(";")[0] };
const accountOf = async (name) => (await (await post("/api/v1/accounts", JSON.stringify({ name }), headers)).json()).id;
const send = (account, body, progress) =>
  post(`/api/v1/imports?account=${account}&file_name=big.csv&progress=${progress}`, body, { ...headers, "content-type": "application/octet-stream" });

const small = await accountOf("Small");
const staged = await (await send(small, peopleCsv(300, 0), randomUUID())).json();
await post(`/api/v1/imports/${staged.id}/commit`, "{}", headers);

const reader = new Worker(new URL(import.meta.url), {
  workerData: { address: `${address}/api/v1/accounts/${small}/people?limit=50`, headers },
});
const readsSoFar = () => new Promise((done) => reader.once("message", done).postMessage("so far"));
const memory = (field) => Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(new RegExp(`${field}:\\s*(\\d+)`))[1]) / 1024;

/** Asks how far a request has come until it is over; tells the most memory at each stage. */
async function watch(progress, request) {
  const most = new Map();
  let isOver = false;
  const over = request.finally(() => (isOver = true));
  while (!isOver) {
    const answer = await fetch(`${address}/api/v1/imports/progress/${progress}`, { headers });
    const stage = answer.ok ? (await answer.json()).stage : "answering";
    most.set(stage, Math.max(most.get(stage) ?? 0, memory("VmRSS")));
    await pause(20);
  }
  for (const [stage, mebibytes] of most) console.log(`       ${stage}: ${mebibytes.toFixed(0)} MiB`);
  return over;
}

async function measure(name, rows, surplus) {
  const body = peopleCsv(rows, surplus);
  const account = await accountOf(`Holding, ${name}`);
  await readsSoFar();
  await pause(5000);
  const before = p99(await readsSoFar());
  const started = Date.now();
  let progress = randomUUID();
  const answer = await watch(progress, send(account, body, progress));
  const told = await answer.json();
  if (answer.ok) {
    progress = randomUUID();
    const done = await watch(progress, post(`/api/v1/imports/${told.id}/commit?progress=${progress}`, "{}", headers));
    await done.arrayBuffer();
    console.log(`     commit: ${done.status}`);
  }
  const seconds = (Date.now() - started) / 1000;
  const times = await readsSoFar();
  console.log(`     ${name}: ${rows} rows, ${(body.length / 1e6).toFixed(0)} MB: ${answer.status} in ${seconds.toFixed(1)} s${answer.ok ? "" : `, “${told.detail}”`}`);
  const people = await (await fetch(`${address}/api/v1/accounts/${account}/people?limit=1`, { headers })).json();
  if (answer.ok !== people.items.length > 0) throw new Error("a list came in by half, or not at all");
  figure("  the server's peak memory so far", memory("VmHWM"), 512, "MiB");
  figure(`  others' p99 of ${times.length} reads meanwhile`, p99(times), Math.max(2 * before, 10), "ms");
}

const lists = { million: [1_000_000, 0], wide: [100_000, 900], plain: [100_000, 0] };
try {
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : Object.keys(lists)) await measure(name, ...lists[name]);
} finally {
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  await reader.terminate();
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
