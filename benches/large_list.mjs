// What a list of 100 MB does to the server and to everybody else, with the release build: node benches/large_list.mjs [MEGABYTES] [ROWS]
// One user sends the list and takes it in; another reads a chart all the while. Limits: 512 MiB of memory, sandboxed reader included,
// and a p99 of the other's reads of at most twice what it is without the import (but 5 ms are always granted).

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const waterline = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/waterline");
const [megabytes = 100, rows = 1_000_000] = process.argv.slice(2).map(Number);
const work = mkdtempSync(join(tmpdir(), "waterline-large-list-"));
let failed = false;

function figure(name, value, limit, unit) {
  const ok = value <= limit;
  failed ||= !ok;
  console.log(`${ok ? "ok  " : "OVER"} ${name}: ${value.toFixed(1)} ${unit} (at most ${limit.toFixed(1)})`);
}

/** A fictional list of so many rows in so many bytes; notes fill what names and posts leave. */
function list() {
  const share = Math.floor((megabytes * 1e6) / rows);
  const lines = [Buffer.from("编号,姓名,部门,职务,邮箱,备注\n")];
  for (let i = 0; i < rows; i++) {
    const row = `${i + 1},员${i},海州集团/第${i % 97}部/第${Math.floor(i / 50)}处,科员,p${i}@example.com,`;
    lines.push(Buffer.from(`${row}${"x".repeat(Math.max(0, share - Buffer.byteLength(row) - 1))}\n`));
  }
  return Buffer.concat(lines);
}

function statusOf(pid, name) {
  try {
    const line = readFileSync(`/proc/${pid}/status`, "utf8").split("\n").find((text) => text.startsWith(name));
    return line ? Number(line.replace(/\D/g, "")) / 1024 : 0;
  } catch {
    return 0;
  }
}

/** Resident memory of a process and of those that it has started, in MiB. */
function memoryOf(pid) {
  let children = [];
  try {
    children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean));
  } catch {
    // It ended between two looks.
  }
  return statusOf(pid, "VmRSS") + children.reduce((sum, child) => sum + memoryOf(child), 0);
}

async function main() {
  if (!existsSync(waterline)) throw new Error(`${waterline} is missing: cargo build --release first`);
  const child = spawn(waterline, ["serve", "--listen", "127.0.0.1:0", "--database", `sqlite:${join(work, "large.db")}`], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: work,
    env: { ...process.env, WATERLINE_LOG: "off" },
  });
  let told = "";
  await new Promise((done, fail) => {
    child.stdout.on("data", (chunk) => {
      told += chunk;
      if (/token=\S+/.test(told)) done();
    });
    child.on("exit", (code) => fail(new Error(`the server ended with ${code}: ${told}`)));
  });
  const [, address, token] = /(http:\/\/127\.0\.0\.1:\d+)\S*token=(\S+)/.exec(told);
  const headers = { origin: address, "content-type": "application/json" };
  const call = async (method, path, body) => fetch(`${address}/api/v1${path}`, { method, headers, body });
  const ok = async (answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer;
  };
  await ok(await call("POST", "/setup", JSON.stringify({ token, name: "Ada Field", login: "ada", password: "correct horse battery staple", language: "en", demo: true })));
  const signed = await ok(await call("POST", "/sessions", JSON.stringify({ login: "ada", password: "correct horse battery staple" })));
  headers.cookie = signed.headers.getSetCookie()[0].split(";")[0];
  const demo = (await (await ok(await call("GET", "/accounts"))).json()).items[0].id;
  const account = (await (await ok(await call("POST", "/accounts", JSON.stringify({ name: "海州集团" })))).json()).id;

  // The other user: a read every 20 ms until told to stop; how long each took.
  const reading = async (until) => {
    const times = [];
    while (!until.over) {
      const started = process.hrtime.bigint();
      await ok(await call("GET", `/accounts/${demo}/diagrams/org-chart.svg`)).then((answer) => answer.text());
      times.push(Number(process.hrtime.bigint() - started) / 1e6);
      await new Promise((done) => setTimeout(done, 20));
    }
    return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)];
  };
  const alone = { over: false };
  setTimeout(() => (alone.over = true), 10_000);
  const before = await reading(alone);

  const body = list();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid))), 20);
  const meanwhile = { over: false };
  const others = reading(meanwhile);
  const started = process.hrtime.bigint();
  const seconds = () => (Number(process.hrtime.bigint() - started) / 1e9).toFixed(1);
  const staged = await fetch(`${address}/api/v1/imports?account=${account}&file_name=list.csv`, { method: "POST", headers: { ...headers, "content-type": "application/octet-stream" }, body });
  const answer = await staged.json();
  console.log(`     ${(body.length / 1e6).toFixed(0)} MB, ${rows} rows: ${staged.status} after ${seconds()} s${staged.ok ? "" : `: ${answer.detail}`}`);
  if (staged.ok) {
    const committed = await call("POST", `/imports/${answer.id}/commit`, "{}");
    console.log(`     taken in: ${committed.status} after ${seconds()} s${committed.ok ? "" : `: ${(await committed.json()).detail}`}`);
  }
  meanwhile.over = true;
  const during = await others;
  clearInterval(watch);
  figure("memory of the server and its reader at their highest", peak, 512, "MiB");
  figure("the other user's reads meanwhile, p99", during, Math.max(2 * before, 5), "ms");
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
}

try {
  await main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
