// Measures the figures that the README promises, with the release build: node benches/figures.mjs [NAME[=SECONDS] …]
// Names: size start memory import-sqlite import-postgres chart requests key-people writes reads load. Without a name, all of them but
// the last three, one after the other. writes and reads take 10 seconds unless told (writes=30), load takes 1,800.
// Each figure is printed with its limit; a figure beyond its limit ends the script with status 1.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const waterline = process.env.WATERLINE_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/waterline");
const work = mkdtempSync(join(tmpdir(), "waterline-figures-"));
const wanted = process.argv.slice(2);
let failed = false;

function figure(name, value, limit, unit) {
  const ok = value <= limit;
  failed ||= !ok;
  console.log(`${ok ? "ok  " : "OVER"} ${name}: ${Number(value.toFixed(1))} ${unit} (at most ${limit})`);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A fictional organisation: every ninth person leads a unit of eight, units in a tree of fan-out eight. */
function peopleCsv(count) {
  const surnames = "沈顾骆庄葛岑戚柏计邵窦穆支郗厉浦娄荀桑池宗卓蔺冉阮满屠牧应温隋巫解狄祁滕贝晏米封路鱼龙印时辛和归".split("");
  const given = "砚长明子素一晓文南怡青若鹏知江景又小云尔如星听春远天故安晨语清连思廷遥海跃象雨夷旷田有见秋庚薇墨琴帆岚舟涛星阳溪程月行".split("");
  const lines = ["编号,姓名,部门,职务,上级编号,邮箱,电话"];
  for (let i = 0; i < count; i++) {
    const leader = i === 0 ? "" : String(Math.floor((i - 1) / 8) + 1);
    const unit = i === 0 ? 0 : Math.floor((i - 1) / 8);
    const name = surnames[i % surnames.length] + given[(i * 7) % given.length] + given[(i * 13 + 5) % given.length];
    const title = i * 8 + 1 < count ? "处长" : "科员";
    lines.push(`${i + 1},${name},海州集团/第${unit % 97}部/第${unit}处,${title},${leader},p${i + 1}@example.com,0571-${10000000 + i}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Runs the program to its end: seconds and peak memory in MiB of the process itself. */
function run(args, env = {}) {
  const started = process.hrtime.bigint();
  const done = spawnSync("/usr/bin/env", ["bash", "-c", 'exec "$@" 2>&1', "-", waterline, ...args], { env: { ...process.env, ...env }, encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (done.status !== 0) throw new Error(`waterline ${args.join(" ")}: ${done.stdout}`);
  return { seconds, output: done.stdout };
}

/** The same, watching memory: peak resident size in MiB, read from the kernel's own account while it runs. */
async function runWatched(args) {
  const started = process.hrtime.bigint();
  const child = spawn(waterline, args, { stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, statusLine(child.pid, "VmHWM"));
  }, 5);
  const code = await new Promise((done) => child.on("exit", done));
  clearInterval(watch);
  if (code !== 0) throw new Error(`waterline ${args.join(" ")} ended with ${code}`);
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, peak };
}

function statusLine(pid, name) {
  try {
    const line = readFileSync(`/proc/${pid}/status`, "utf8").split("\n").find((text) => text.startsWith(name));
    return line ? Number(line.replace(/\D/g, "")) / 1024 : 0;
  } catch {
    return 0;
  }
}

/** Starts the server on a free port; milliseconds until it answers. */
async function serve(database) {
  const started = process.hrtime.bigint();
  const child = spawn(waterline, ["serve", "--listen", "127.0.0.1:0", "--database", database], { stdio: ["ignore", "pipe", "inherit"], cwd: work, env: { ...process.env, WATERLINE_LOG: "off" } });
  let told = "";
  const address = await new Promise((done, fail) => {
    child.stdout.on("data", (chunk) => {
      told += chunk;
      const found = told.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) done(found[0]);
    });
    child.on("exit", (code) => fail(new Error(`the server ended with ${code}: ${told}`)));
  });
  while (!(await fetch(`${address}/readyz`).then((answer) => answer.ok, () => false)));
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  const stop = () =>
    new Promise((done) => {
      child.removeAllListeners("exit");
      child.on("exit", done);
      child.kill("SIGTERM");
    });
  return { address, child, milliseconds, stop, told: () => told };
}

let large;
function largeDatabase() {
  if (!large) {
    large = `sqlite:${join(work, "large.db")}`;
    writeFileSync(join(work, "people-100000.csv"), peopleCsv(100_000));
  }
  return large;
}

async function importSqlite() {
  const database = largeDatabase();
  const { seconds, peak } = await runWatched(["import", join(work, "people-100000.csv"), "--account", "海州集团", "--database", database]);
  figure("import of 100,000 people into SQLite", seconds, 10, "s");
  figure("  its peak memory", peak, 512, "MiB");
}

function postgres() {
  const home = readdirSync("/usr/lib/postgresql").toSorted((a, b) => Number(b) - Number(a))[0];
  const bin = join("/usr/lib/postgresql", home, "bin");
  const data = mkdtempSync(join(tmpdir(), "waterline-postgres-"));
  const asRoot = process.getuid() === 0;
  const user = asRoot ? "postgres" : process.env.USER;
  const prefix = asRoot ? ["runuser", "-u", "postgres", "--"] : [];
  if (asRoot) chownSync(data, Number(execFileSync("id", ["-u", "postgres"])), Number(execFileSync("id", ["-g", "postgres"])));
  const call = (...args) => execFileSync([...prefix, ...args][0], [...prefix, ...args].slice(1), { stdio: "ignore" });
  call(join(bin, "initdb"), "-D", join(data, "db"), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
  const port = 20000 + (process.pid % 20000);
  call(join(bin, "pg_ctl"), "-D", join(data, "db"), "-w", "-o", `-p ${port} -k ${data} -c listen_addresses=127.0.0.1`, "start");
  return {
    url: `postgres://${user}@127.0.0.1:${port}/postgres`,
    stop: () => {
      call(join(bin, "pg_ctl"), "-D", join(data, "db"), "-m", "fast", "-w", "stop");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function importPostgres() {
  largeDatabase();
  const server = postgres();
  try {
    const { seconds, peak } = await runWatched(["import", join(work, "people-100000.csv"), "--account", "海州集团", "--database", server.url]);
    figure("import of 100,000 people into PostgreSQL", seconds, 20, "s");
    figure("  its peak memory", peak, 512, "MiB");
  } finally {
    server.stop();
  }
}

function chart() {
  writeFileSync(join(work, "people-10000.csv"), peopleCsv(10_000));
  const times = [];
  for (let i = 0; i < 7; i++) {
    times.push(run(["render", "org-chart", "--from", join(work, "people-10000.csv"), "-o", join(work, "chart.svg")]).seconds * 1000);
  }
  figure("org chart of 10,000 people, file to SVG, whole process (median of 7)", median(times), 300, "ms");
}

async function start() {
  const demo = `sqlite:${join(work, "demo.db")}`;
  run(["demo", "--database", demo]);
  if (!large) {
    largeDatabase();
    run(["import", join(work, "people-100000.csv"), "--account", "海州集团", "--database", large]);
  }
  for (const [name, database] of [["the demo", demo], ["100,000 people", large]]) {
    const times = [];
    for (let i = 0; i < 5; i++) {
      const server = await serve(database);
      times.push(server.milliseconds);
      await server.stop();
    }
    figure(`start on ${name}, until ready (median of 5)`, median(times), 300, "ms");
  }
}

async function memory() {
  const demo = `sqlite:${join(work, "memory.db")}`;
  run(["demo", "--database", demo]);
  const server = await serve(demo);
  await new Promise((done) => setTimeout(done, 2000));
  figure("idle memory after start on the demo", statusLine(server.child.pid, "VmRSS"), 64, "MiB");
  await server.stop();
}

/** A server on a new database with one user, signed in: how to call it, and how to end it. */
async function signedIn(name) {
  const server = await serve(`sqlite:${join(work, `${name}.db`)}`);
  const link = server.told().match(/token=([^\s]+)/);
  if (!link) throw new Error("no set-up link was printed");
  const origin = { origin: server.address, "content-type": "application/json" };
  const setup = await fetch(`${server.address}/api/v1/setup`, {
    method: "POST",
    headers: origin,
    body: JSON.stringify({ token: link[1], name: "Ada Field", login: "ada", password: "correct horse battery staple", language: "en", demo: false }),
  });
  if (!setup.ok) throw new Error(await setup.text());
  const signed = await fetch(`${server.address}/api/v1/sessions`, {
    method: "POST",
    headers: origin,
    body: JSON.stringify({ login: "ada", password: "correct horse battery staple" }),
  });
  const headers = { ...origin, cookie: signed.headers.getSetCookie()[0].split(";")[0] };
  const call = async (method, path, body, type) => {
    const answer = await fetch(server.address + path, { method, headers: type ? { ...headers, "content-type": type } : headers, body });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return { address: server.address, child: server.child, headers, call, stop: server.stop };
}

/** Makes an account of so many people; its address and the people's ids. */
async function accountOf(call, count) {
  const account = await (await call("POST", "/api/v1/accounts", JSON.stringify({ name: "海州集团" }))).json();
  const staged = await (await call("POST", `/api/v1/imports?account=${account.id}&file_name=people.csv`, peopleCsv(count), "application/octet-stream")).json();
  await call("POST", `/api/v1/imports/${staged.id}/commit`, "{}");
  const people = await (await call("GET", `/api/v1/accounts/${account.id}/people?limit=1000`)).json();
  return { path: `/api/v1/accounts/${account.id}`, people: people.items.map((person) => person.id) };
}

async function milliseconds(work) {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/** Reads of a chart of 1,000 people with one write between any two of them, signed in. */
async function requests() {
  const { call, stop } = await signedIn("requests");
  const { path, people } = await accountOf(call, 1000);
  const times = [];
  for (let i = 0; i < 320; i++) {
    await call("POST", `${path}/changes`, JSON.stringify({ changes: [{ verb: "edit_person", id: people[0], set: { phone: `0571-${i}` } }] }));
    times.push(await milliseconds(async () => (await call("GET", `${path}/diagrams/org-chart.svg`)).text()));
  }
  const sorted = times.slice(20).toSorted((a, b) => a - b);
  figure("org-chart.svg of 1,000 people, a write between any two reads, p99 of 300", sorted[Math.floor(sorted.length * 0.99)], 50, "ms");
  console.log(`     its median: ${median(sorted).toFixed(1)} ms`);
  await stop();
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Sends requests on kept connections as one user; each answer is read whole and its status returned. */
function keptConnections(address, headers, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(address);
  const send = (method, path, body) =>
    new Promise((done, fail) => {
      const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
      const asked = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
        answer.resume();
        answer.on("end", () => done(answer.statusCode));
        answer.on("error", fail);
      });
      asked.on("error", fail);
      asked.end(body);
    });
  return { send, end: () => agent.destroy() };
}

/** Makes so many accounts of so many people each, with their people's ids. */
async function accountsOf(call, accounts, people) {
  const made = [];
  for (let i = 0; i < accounts; i++) made.push(await accountOf(call, people));
  return made;
}

/** So many clients at once, each sending the next request when the last one is answered: milliseconds of each, sorted, and errors. */
async function clients(count, seconds, one) {
  const until = Date.now() + seconds * 1000;
  const times = [];
  let errors = 0;
  const client = async (number) => {
    for (let turn = 0; Date.now() < until; turn++) {
      const started = process.hrtime.bigint();
      const status = await one(number, turn).catch(() => 0);
      times.push(Number(process.hrtime.bigint() - started) / 1e6);
      if (status < 200 || status > 299) errors++;
    }
  };
  const started = process.hrtime.bigint();
  await Promise.all(Array.from({ length: count }, (_, number) => client(number)));
  const took = Number(process.hrtime.bigint() - started) / 1e9;
  return { perSecond: times.length / took, times: times.toSorted((a, b) => a - b), errors };
}

function tell(name, { perSecond, times, errors }, least) {
  const ok = perSecond >= least && errors === 0;
  failed ||= !ok;
  const spread = `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, ${errors} errors`;
  console.log(`${ok ? "ok  " : "OVER"} ${name}: ${Math.round(perSecond)} a second (at least ${least}), ${spread}`);
}

/** Durable changes with their journal lines: 64 clients on kept connections, each on an account of its own. */
async function writes(seconds = 10) {
  const { address, headers, call, stop } = await signedIn("writes");
  const accounts = await accountsOf(call, 64, 300);
  const { send, end } = keptConnections(address, headers, 64);
  const write = ({ path, people }, turn) =>
    send("POST", `${path}/changes`, `{"changes":[{"verb":"edit_person","id":"${people[turn % people.length]}","set":{"phone":"0571-${turn}"}}]}`);
  await clients(64, 1, (number, turn) => write(accounts[number], turn));
  tell("durable changes by 64 clients on 64 accounts", await clients(64, seconds, (number, turn) => write(accounts[number], turn + 100_000)), 3000);
  end();
  await stop();
}

/** Reads of what is in memory, signed in: 64 clients on kept connections; beside them an answer that needs no sign-in. */
async function reads(seconds = 10) {
  const { address, headers, call, stop } = await signedIn("reads");
  const [{ path, people }] = await accountsOf(call, 1, 300);
  const { send, end } = keptConnections(address, headers, 64);
  await clients(64, 1, () => send("GET", "/healthz"));
  for (const [name, at] of [["/healthz, the least that can be asked", "/healthz"], ["one person, signed in", `${path}/people/${people[0]}`], ["the list of 300 people, signed in", `${path}/people?limit=1000`]]) {
    tell(`reads of ${name}, by 64 clients`, await clients(64, seconds, () => send("GET", at)), 0);
  }
  end();
  await stop();
}

/** Half an hour of 200 requests a second, 90 reads to 10 writes, over 50 accounts of 300 people. */
async function load(seconds = 1800) {
  const { address, child, headers, call, stop } = await signedIn("load");
  const accounts = await accountsOf(call, 50, 300);
  const { send, end } = keptConnections(address, headers, 256);
  const kinds = ["people?limit=100", "people/ID", "units", "posts?limit=100", "diagrams/org-chart.svg", "people?limit=1000", "gaps", "coverage", "lines"];
  const [reading, writing] = [[], []];
  let [errors, under_way, peak, number] = [0, 0, 0, 0];
  const one = async () => {
    const turn = number++;
    const { path, people } = accounts[(turn * 7) % accounts.length];
    const person = people[(turn * 13) % people.length];
    const is_write = turn % 10 === 9;
    const started = process.hrtime.bigint();
    const status = await (is_write
      ? send("POST", `${path}/changes`, `{"changes":[{"verb":"edit_person","id":"${person}","set":{"phone":"0571-${turn}"}}]}`)
      : send("GET", `${path}/${kinds[turn % kinds.length].replace("ID", person)}`)
    ).catch(() => 0);
    (is_write ? writing : reading).push(Number(process.hrtime.bigint() - started) / 1e6);
    if (status < 200 || status > 299) errors++;
    under_way--;
  };
  // Requests are sent by the clock, whether or not those before them were answered: waiting counts.
  const began = Date.now();
  let sent = 0;
  while (Date.now() - began < seconds * 1000) {
    const due = Math.floor(((Date.now() - began) / 1000) * 200);
    for (; sent < due; sent++) {
      under_way++;
      one();
    }
    if (sent % 200 === 0) peak = Math.max(peak, statusLine(child.pid, "VmRSS"));
    await new Promise((done) => setTimeout(done, 5));
  }
  while (under_way > 0) await new Promise((done) => setTimeout(done, 50));
  const all = [...reading, ...writing].toSorted((a, b) => a - b);
  for (const [name, times] of [["reads", reading], ["writes", writing]]) {
    const sorted = times.toSorted((a, b) => a - b);
    console.log(`     ${name}: ${sorted.length}, p50 ${percentile(sorted, 0.5).toFixed(1)} ms, p99 ${percentile(sorted, 0.99).toFixed(1)} ms, longest ${sorted.at(-1).toFixed(1)} ms`);
  }
  figure(`p99 of ${all.length} requests, 200 a second for ${seconds} s over 50 accounts of 300 people`, percentile(all, 0.99), 300, "ms");
  figure("  its errors", errors, 0, "");
  figure("  the greatest memory seen meanwhile", Math.max(peak, statusLine(child.pid, "VmRSS")), 512, "MiB");
  end();
  await stop();
}

/** 2,000 claims about 300 people by 40 sources, and a deal of four stages with three seats each; always the same. */
function deliberation(people, member) {
  let state = 1;
  const below = (bound) => {
    state = (state * 48271) % 2147483647;
    return state % bound;
  };
  const id = (kind, number) => `${kind}-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const changes = [];
  for (let i = 0; i < 40; i++) changes.push({ verb: "add_source", id: id("00000001", i), label: `S-${i}` });
  const deal = id("00000002", 0);
  changes.push({ verb: "add_deal", id: deal, name: "一期", state: "open", tier: "T1" });
  for (let stage = 0; stage < 4; stage++) {
    changes.push({ verb: "add_stage", id: id("00000003", stage), deal, name: `第${stage + 1}阶段`, order: stage, rule: { rule: "majority" } });
    for (let seat = 0; seat < 3; seat++) {
      const sitter = { person: people[(stage * 3 + seat) * 7] };
      changes.push({ verb: "add_seat", id: id("00000004", stage * 3 + seat), stage: id("00000003", stage), sitter, votes: 1, veto: seat === 0, tier: "T1" });
    }
  }
  for (let i = 0; i < 2000; i++) {
    const person = people[below(people.length)];
    const other = people[below(people.length)];
    const tie = { kind: "tie", from: person, to: other === person ? people[(people.indexOf(person) + 1) % people.length] : other, tie: ["heeds", "trusts", "influences", "task_force"][below(4)], strength: null, holds: true };
    const stance = { kind: "stance", person, value: { scale: "altify", level: ["enemy", "non_supporter", "neutral", "supporter", "mentor"][below(5)] } };
    const rapport = { kind: "rapport", member, person, value: { scale: "five", level: String(below(5)) }, wanted: false };
    const statement = i % 10 < 6 ? tie : i % 10 < 9 ? stance : rapport;
    const day = new Date(Date.now() - below(400) * 864e5).toISOString().slice(0, 10);
    changes.push({ verb: "add_claim", id: id("00000005", i), statement, source: id("00000001", below(40)), source_kind: "colleague", grade: "ABCD"[below(4)] + (1 + below(4)), observed_on: day, expires_on: "2099-01-01", purpose: "customer_care", basis: "legitimate_interest", tier: "T1" });
  }
  return { deal, changes };
}

/** Key people, outcome and what-if of 300 people with 2,000 claims: 200 tie graphs, 10,000 draws. */
async function keyPeople() {
  const { call, stop } = await signedIn("key-people");
  const { path, people } = await accountOf(call, 300);
  const me = await (await call("GET", "/api/v1/me")).json();
  const { deal, changes } = deliberation(people, me.user.id);
  for (let from = 0; from < changes.length; from += 500) {
    await call("POST", `${path}/changes`, JSON.stringify({ changes: changes.slice(from, from + 500) }));
  }
  const [cold, again, what_if] = [[], [], []];
  for (let i = 0; i < 5; i++) {
    await call("POST", `${path}/changes`, JSON.stringify({ changes: [{ verb: "edit_person", id: people[0], set: { phone: `0571-${i}` } }] }));
    cold.push(await milliseconds(async () => (await call("GET", `${path}/key-people?deal=${deal}`)).text()));
    for (let j = 0; j < 5; j++) again.push(await milliseconds(async () => (await call("GET", `${path}/key-people?deal=${deal}`)).text()));
  }
  for (let i = 0; i < 21; i++) {
    const asked = JSON.stringify({ stances: [{ person: people[7], value: i / 10 - 1 }] });
    what_if.push(await milliseconds(async () => (await call("POST", `${path}/deals/${deal}/outcome`, asked)).text()));
  }
  figure("key people of 300 people with 2,000 claims, cold (median of 5)", median(cold), 1500, "ms");
  figure("  the same again (median of 25)", median(again), 5, "ms");
  figure("  a what-if (median of 21)", median(what_if), 50, "ms");
  await stop();
}

function size() {
  figure("the binary", statSync(waterline).size / 1e6, 60, "MB");
}

/** Those that take long are measured when they are named. */
const named = { writes, reads, load };
const figures = { size, "import-sqlite": importSqlite, "import-postgres": importPostgres, start, memory, chart, requests, "key-people": keyPeople };
if (!existsSync(waterline)) throw new Error(`${waterline} is missing: cargo build --release first`);
try {
  for (const [name, measure] of Object.entries(figures)) {
    if (wanted.length === 0 || wanted.includes(name)) await measure();
  }
  for (const asked of wanted) {
    const [name, seconds] = asked.split("=");
    if (name in named) await named[name](seconds ? Number(seconds) : undefined);
    else if (!(name in figures)) throw new Error(`there is no figure ${asked}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
