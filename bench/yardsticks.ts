// The bare minimum a server can do on this machine and this database: what our own rates are measured against.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'

const [url, port] = process.argv.slice(2)
if (url === undefined || port === undefined) throw new Error('usage: yardsticks DATABASE_URL PORT')
const pool = new pg.Pool({ connectionString: url, max: 10 })
pool.on('error', (error) => console.error(error.message))

const BY_ID = { name: 'by-id', text: 'select * from bench.yardstick where id = $1' }
const FIFTY = { name: 'fifty', text: 'select * from bench.yardstick where id > $1 order by id limit 50' }
const INSERT = { name: 'insert', text: 'insert into bench.written (subject) values ($1) returning id' }

async function rowsFor(path: string, id: number): Promise<unknown> {
  if (path === '/by-id') return (await pool.query({ ...BY_ID, values: [id] })).rows[0]
  if (path === '/fifty') return (await pool.query({ ...FIFTY, values: [id] })).rows
  return (await pool.query({ ...INSERT, values: [`申请 ${id}`] })).rows[0]
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const address = request.url ?? '/'
  if (address === '/hello') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('hello')
    return
  }
  const [path = '', id = '0'] = address.split('?id=')
  rowsFor(path, Number(id)).then(
    (rows) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
}

createServer(answer).listen(Number(port), '127.0.0.1', () => console.log('ready'))
