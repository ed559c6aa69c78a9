/** Starts the real binary on a free port with a database of its own, and stops it again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface Running {
  address: string
  /** The one-time link that opens set-up. */
  setUpLink: string
  stop: () => Promise<void>
}

/** The binary under test: named by WATERLINE_BINARY, else the newest kind that is built. */
function binary(): string {
  const named = process.env.WATERLINE_BINARY
  const candidates = named
    ? [named]
    : ['release', 'debug'].map((kind) =>
        resolve(import.meta.dirname, `../../target/${kind}/waterline`),
      )
  const found = candidates.find((candidate) => existsSync(candidate))
  if (!found) throw new Error(`no binary at ${candidates.join(' or ')}; run cargo build first`)
  return found
}

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? done(address.port) : failed(new Error('no port')),
      )
    })
  })
}

export async function start(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'waterline-e2e-'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const child = spawn(
    binary(),
    [
      'serve',
      '--listen',
      `127.0.0.1:${port}`,
      '--database',
      `sqlite:${join(folder, 'waterline.db')}`,
      // Unoptimised, on a busy machine, some figures take long; what is looked for here is how they are shown.
      '--request-seconds',
      '120',
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const setUpLink = await readSetUpLink(child)
  return {
    address,
    setUpLink,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function readSetUpLink(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((done, failed) => {
    const read = (piece: Buffer) => {
      printed += piece.toString()
      const link = /https?:\/\/\S+\/setup\?token=[\w.~-]+/.exec(printed)
      if (link) done(link[0])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}:\n${printed}`)))
    setTimeout(
      () => failed(new Error(`the server printed no set-up link:\n${printed}`)),
      30_000,
    ).unref()
  })
}
