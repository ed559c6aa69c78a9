// Requests a second of our server beside the plainest one of the same libraries (benches/http.rs), in turn on this machine:
//   cargo build --release && node benches/http.mjs [SECONDS] [ROUNDS]
// Reads are cached answers to somebody signed in; changes are durable, one a request, by 64 clients on 64 accounts. Needs wrk.
// Limits: reads at least half of one-row reads, 3,000 changes a second; below them the script ends with status 1.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const waterline = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/waterline");
const [seconds = 5, rounds = 3] = process.argv.slice(2).map(Number);
const work = mkdtempSync(join(tmpdir(), "waterline-http-"));
const clients = 64;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
let failed = false;

function needs(found, what) {
  if (!found) throw new Error(what);
}

/** Starts a program and waits until it has said what this pattern finds. */
async function start(command, args, pattern) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], cwd: work, env: { ...process.env, WATERLINE_LOG: "off" } });
  let told = "";
  await new Promise((done, fail) => {
    child.stdout.on("data", (chunk) => {
      told += chunk;
      if (pattern.test(told)) done();
    });
    child.on("exit", (code) => fail(new Error(`${command} ended with ${code}: ${told}`)));
  });
  const stop = () =>
    new Promise((done) => {
      child.removeAllListeners("exit");
      child.on("exit", done);
      child.kill("SIGTERM");
    });
  return { told: () => told, stop };
}

/** One run of wrk: requests a second and the slowest of a hundred, in milliseconds. */
function run(url, args = []) {
  const said = spawnSync("wrk", ["-t2", `-c${clients}`, `-d${seconds}s`, "--latency", ...args, url], { encoding: "utf8" }).stdout;
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(`${url}: ${said}`);
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]);
  const [, number, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(said);
  return { rate, p99: Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit] };
}

const told = (name, { rate, p99 }) => console.log(`     ${name}: ${Math.round(rate)}/s, p99 ${p99.toFixed(1)} ms`);

/** Somebody signed in at a new server of ours. */
async function signedIn() {
  const server = await start(waterline, ["serve", "--listen", "127.0.0.1:0", "--database", `sqlite:${join(work, "ours.db")}`], /token=\S+/);
  const [, address, token] = /(http:\/\/127\.0\.0\.1:\d+)\S*token=(\S+)/.exec(server.told());
  const headers = { origin: address, "content-type": "application/json" };
  const call = async (path, body) => {
    const answer = await fetch(`${address}/api/v1${path}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  await call("/setup", { token, name: "Ada Field", login: "ada", password: "correct horse battery staple", language: "en", demo: true });
  const signed = await call("/sessions", { login: "ada", password: "correct horse battery staple" });
  headers.cookie = signed.headers.getSetCookie()[0].split(";")[0];
  return { ...server, address, headers, call };
}

/** A script for wrk: each request changes one person of the next account. */
async function changing({ call, address, headers }) {
  const pairs = [];
  for (let i = 0; i < clients; i++) {
    const account = (await (await call("/accounts", { name: `A${i}` })).json()).id;
    const person = `00000001-0000-4000-8000-${String(i).padStart(12, "0")}`;
    await call(`/accounts/${account}/changes`, { changes: [{ verb: "add_person", id: person, name: `Kim ${i}` }] });
    pairs.push(`{"${account}","${person}"}`);
  }
  const script = join(work, "changes.lua");
  writeFileSync(
    script,
    `local pairs_ = {${pairs.join(",")}}
local threads, n = 0, 0
function setup(thread) thread:set("first", threads * ${clients / 2}); threads = threads + 1 end
function request()
  n = n + 1
  local one = pairs_[first + n % ${clients / 2} + 1]
  local headers = {["content-type"]="application/json", origin="${address}", cookie="${headers.cookie}"}
  return wrk.format("POST", "/api/v1/accounts/" .. one[1] .. "/changes", headers, '{"changes":[{"verb":"edit_person","id":"' .. one[2] .. '","set":{"phone":"' .. n % 1000000 .. '"}}]}')
end`,
  );
  return script;
}

function judge(name, value, limit, goal, unit) {
  const ok = value >= limit;
  failed ||= !ok;
  console.log(`${ok ? "ok  " : "BELOW"} ${name}: ${value.toFixed(value < 100 ? 2 : 0)}${unit} (at least ${limit}, goal ${goal})`);
}

async function main() {
  needs(existsSync(waterline), `${waterline} is missing: cargo build --release first`);
  needs(spawnSync("wrk", ["--version"]).error === undefined, "wrk is missing: apt-get install wrk");
  const built = execFileSync("cargo", ["bench", "--bench", "http", "--no-run", "--message-format=json"], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28 });
  const plain = built.split("\n").filter(Boolean).map((line) => JSON.parse(line)).findLast((line) => line.target?.name === "http" && line.executable).executable;
  const port = 20000 + (process.pid % 20000);
  const peer = await start(plain, [join(work, "plain.db"), String(port)], /ready/);
  const ours = await signedIn();
  const accounts = await (await ours.call("/accounts")).json();
  const read = `${ours.address}/api/v1/accounts/${accounts.items[0].id}/units?limit=50`;
  const lua = await changing(ours);
  const rates = { hello: [], row: [], read: [], change: [] };
  for (let round = 0; round < rounds; round++) {
    const results = {
      hello: run(`http://127.0.0.1:${port}/hello`),
      row: run(`http://127.0.0.1:${port}/row/7`),
      read: run(read, ["-H", `cookie: ${ours.headers.cookie}`]),
      change: run(ours.address, ["-s", lua]),
    };
    for (const [name, result] of Object.entries(results)) {
      rates[name].push(result.rate);
      told(name, result);
    }
  }
  judge("cached reads, to reads of one row by the plainest server", median(rates.read) / median(rates.row), 0.5, 1, "×");
  judge("cached reads, to a fixed answer of the plainest server", median(rates.read) / median(rates.hello), 0, 0.25, "×");
  judge("durable changes", median(rates.change), 3000, 10000, "/s");
  await ours.stop();
  await peer.stop();
}

try {
  await main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
