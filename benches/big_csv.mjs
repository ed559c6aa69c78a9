// Sends a CSV file of about 100 MB and a million rows while another user reads: node benches/big_csv.mjs [ROWS]
// Prints what became of the file, the server's peak memory (at most 512 MiB), and the other user's p99 before and meanwhile (at
// most twice as long). Then the same with 100,000 rows, which are taken in. WATERLINE_BINARY names another build.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

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

/** Rows of fictional people, each of about a hundred bytes. */
function peopleCsv(rows) {
  const lines = ["key,name,unit,email,phone"];
  for (let i = 1; i <= rows; i++) {
    lines.push(`${i},Person ${i},Holding/Division ${i % 97}/Office ${i % 9973},person.${i}@example.com,+44 20 7946 ${i}`);
  }
  return `${lines.join("\n")}\n`;
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
const send = (account, body) =>
  post(`/api/v1/imports?account=${account}&file_name=big.csv`, body, { ...headers, "content-type": "application/octet-stream" });

const small = await accountOf("Small");
const staged = await (await send(small, peopleCsv(300))).json();
await post(`/api/v1/imports/${staged.id}/commit`, "{}", headers);

/** Reads the small account until told to stop; the times in order. */
async function readUntil(isOver) {
  const times = [];
  while (!isOver()) {
    const started = process.hrtime.bigint();
    const answer = await fetch(`${address}/api/v1/accounts/${small}/people?limit=50`, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`a read was answered with ${answer.status}`);
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
    await new Promise((done) => setTimeout(done, 5));
  }
  return times.toSorted((a, b) => a - b);
}

const p99 = (sorted) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))];
const peak = () => Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s*(\d+)/)[1]) / 1024;

async function measure(rows) {
  const body = Buffer.from(peopleCsv(rows));
  const account = await accountOf(`Holding of ${rows}`);
  const until = Date.now() + 5000;
  const before = p99(await readUntil(() => Date.now() > until));
  let isOver = false;
  const reads = readUntil(() => isOver);
  const started = Date.now();
  const answer = await send(account, body);
  const told = await answer.json();
  if (answer.ok) {
    const done = await post(`/api/v1/imports/${told.id}/commit`, "{}", headers);
    console.log(`     commit: ${done.status}`);
    await done.arrayBuffer();
  }
  const seconds = (Date.now() - started) / 1000;
  isOver = true;
  const times = await reads;
  console.log(`     ${rows} rows, ${(body.length / 1e6).toFixed(0)} MB: ${answer.status} in ${seconds.toFixed(1)} s${answer.ok ? "" : `, “${told.detail}”`}`);
  const people = await (await fetch(`${address}/api/v1/accounts/${account}/people?limit=1`, { headers })).json();
  if (!answer.ok && people.items.length > 0) throw new Error("a refused file left people behind");
  figure(`  the server's peak memory after ${rows} rows`, peak(), 512, "MiB");
  figure(`  others' p99 of ${times.length} reads meanwhile`, p99(times), Math.max(2 * before, 10), "ms");
}

try {
  await measure(Number(process.argv[2] ?? 1_000_000));
  await measure(100_000);
} finally {
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
