'use strict';
// Runs a handler for the Node.js runtimes, by Lambda's Runtime API.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html and .../nodejs-handler.html. It speaks HTTP on a socket, since
// the http module takes longer to load than all of this.

const net = require('node:net');
const path = require('node:path');
const fs = require('node:fs');
const util = require('node:util');

const API = '/2018-06-01/runtime/';
const AWS_TASK_ROOT = '/var/task';
const environment = process.env;
const root = environment.LAMBDA_TASK_ROOT || AWS_TASK_ROOT;
const jsonLogs = (environment.AWS_LAMBDA_LOG_FORMAT || '').toUpperCase() === 'JSON';
const streamed = Symbol.for('antiphon.streamed');

// What runs at present: { id, settled, finish }, or null between two invocations.
let current = null;

// --- the connection ---------------------------------------------------------------------------------------------------

class Api {
  constructor(address) {
    const colon = address.lastIndexOf(':');
    this.head = ` HTTP/1.1\r\nHost: ${address}\r\n`;
    this.waiting = [];
    this.received = [];
    this.length = 0;
    this.needed = 0;
    this.socket = net.connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)), noDelay: true });
    this.socket.on('data', (data) => this.take(data));
    // The server has gone, and this process has nobody to work for.
    this.socket.on('close', () => process.exit(0));
    this.socket.on('error', () => process.exit(0));
  }

  next() {
    this.socket.ref();
    this.socket.write(this.asked());
    return this.answer();
  }

  // Sends what came of an invocation and asks for the next one in the same breath.
  respond(id, body, contentType) {
    return this.postAndNext(this.posted(`invocation/${id}/response`, body, contentType, ''), body);
  }

  fail(id, error) {
    const body = Buffer.from(JSON.stringify(error));
    return this.postAndNext(this.posted(`invocation/${id}/error`, body, 'application/json', errorType(error)), body);
  }

  async failInit(error) {
    const body = Buffer.from(JSON.stringify(error));
    this.socket.ref();
    this.socket.write(Buffer.concat([this.posted('init/error', body, 'application/json', errorType(error)), body]));
    await this.answer();
  }

  postAndNext(head, body) {
    this.socket.ref();
    this.socket.write(Buffer.concat([head, body, this.asked()]));
    this.answer();
    return this.answer();
  }

  asked() {
    return Buffer.from(`GET ${API}invocation/next${this.head}\r\n`, 'latin1');
  }

  posted(name, body, contentType, more) {
    return Buffer.from(
      `POST ${API}${name}${this.head}Content-Type: ${contentType}\r\n${more}Content-Length: ${body.length}\r\n\r\n`,
      'latin1',
    );
  }

  // Opens a response that is sent while it comes into being.
  open(id, contentType) {
    this.socket.ref();
    this.socket.write(
      `POST ${API}invocation/${id}/response${this.head}Content-Type: ${contentType}\r\n` +
        'Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n' +
        'Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n',
    );
  }

  chunk(data, done) {
    if (data.length === 0) {
      done();
      return;
    }
    this.socket.write(`${data.length.toString(16)}\r\n`);
    this.socket.write(data);
    this.socket.write('\r\n', () => done());
  }

  close(error) {
    let trailer = '';
    if (error) {
      const body = Buffer.from(JSON.stringify(error)).toString('base64');
      trailer = `${errorType(error)}Lambda-Runtime-Function-Error-Body: ${body}\r\n`;
    }
    this.socket.ref();
    this.socket.write(`0\r\n${trailer}\r\n`, 'latin1');
    return this.answer();
  }

  closeAndNext(error) {
    this.close(error);
    return this.next();
  }

  answer() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  take(data) {
    this.received.push(data);
    this.length += data.length;
    while (this.length >= this.needed && this.length > 0) {
      const all = this.received.length === 1 ? this.received[0] : Buffer.concat(this.received);
      this.received = [all];
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) {
        this.needed = this.length + 1;
        return;
      }
      const headers = {};
      for (const line of all.latin1Slice(0, end).split('\r\n').slice(1)) {
        const colon = line.indexOf(':');
        headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
      }
      const stop = end + 4 + Number(headers['content-length'] || 0);
      if (all.length < stop) {
        this.needed = stop;
        return;
      }
      this.received = all.length > stop ? [all.subarray(stop)] : [];
      this.length = all.length - stop;
      this.needed = 0;
      this.waiting.shift()({ headers, body: all.subarray(end + 4, stop) });
    }
  }
}

function errorType(error) {
  // Names are the user's: nothing of them may end a header.
  return `Lambda-Runtime-Function-Error-Type: ${error.errorType.replace(/[^\x21-\x7e]/g, '_')}\r\n`;
}

// --- errors -----------------------------------------------------------------------------------------------------------

class Fault extends Error {
  constructor(name, message, stack) {
    super(message);
    this.name = name;
    if (stack !== undefined) {
      this.stack = `${name}: ${message}${stack}`;
    }
  }
}

// As paths are on AWS, where the code lies at /var/task.
function shown(text) {
  return root === AWS_TASK_ROOT ? text : text.replaceAll(root, AWS_TASK_ROOT);
}

function isError(value) {
  return value instanceof Error || util.types.isNativeError(value);
}

function told(error) {
  if (isError(error) || (error && error.name && error.message && error.stack)) {
    return {
      errorType: String(error.name || 'Error'),
      errorMessage: shown(String(error.message)),
      trace: shown(String(error.stack || '')).split('\n'),
    };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

// With what the error carries beside its message, for the log.
function detailed(error) {
  if (!isError(error)) {
    return told(error);
  }
  const { trace, ...named } = told(error);
  return { ...named, ...error, stack: trace };
}

function logError(words, error) {
  if (jsonLogs) {
    line('ERROR', [words, error]);
  } else {
    line('ERROR', [`${words} \t${JSON.stringify(detailed(error))}`]);
  }
}

// --- logs -------------------------------------------------------------------------------------------------------------

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const least = jsonLogs ? Math.max(LEVELS.indexOf((environment.AWS_LAMBDA_LOG_LEVEL || '').toUpperCase()), 0) : 0;

function line(level, values) {
  if (LEVELS.indexOf(level) < least) {
    return;
  }
  const time = new Date().toISOString();
  const id = current ? current.id : undefined;
  if (jsonLogs) {
    const entry = { timestamp: time, level, requestId: id };
    if (values.length === 1 && typeof values[0] === 'object' && !isError(values[0])) {
      entry.message = values[0];
    } else {
      entry.message = util.format(...values);
      const error = values.find(isError);
      if (error) {
        const { errorType, errorMessage, trace } = told(error);
        Object.assign(entry, { errorType, errorMessage, stackTrace: trace });
      }
    }
    let text;
    try {
      text = JSON.stringify(entry);
    } catch {
      text = JSON.stringify({ ...entry, message: util.format(...values) });
    }
    write(`${text}\n`);
  } else {
    // One event of the log: a line feed would begin another.
    write(`${time}\t${id}\t${level}\t${util.format(...values).replaceAll('\n', '\r')}\n`);
  }
}

function write(text) {
  try {
    fs.writeSync(1, text);
  } catch {
    // The disk is full, or the log has its greatest size.
  }
}

console.log = (...values) => line('INFO', values);
console.info = (...values) => line('INFO', values);
console.debug = (...values) => line('DEBUG', values);
console.warn = (...values) => line('WARN', values);
console.error = (...values) => line('ERROR', values);
console.trace = (...values) => line('TRACE', [...values, new Error().stack]);
console.fatal = (...values) => line('FATAL', values);

// --- the handler ------------------------------------------------------------------------------------------------------

function exists(file) {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// Whether the nearest package.json says that .js files are modules.
function inModule(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const description = path.join(folder, 'package.json');
    if (exists(description)) {
      try {
        return JSON.parse(fs.readFileSync(description, 'utf8')).type === 'module';
      } catch {
        return false;
      }
    }
    if (folder === path.dirname(folder)) {
      return false;
    }
  }
}

async function load(module) {
  const file = path.resolve(root, module);
  if (exists(file)) {
    return require(file);
  }
  if (exists(`${file}.js`)) {
    if (!inModule(`${file}.js`)) {
      return require(`${file}.js`);
    }
    return import(require('node:url').pathToFileURL(`${file}.js`).href);
  }
  if (exists(`${file}.mjs`)) {
    return import(require('node:url').pathToFileURL(`${file}.mjs`).href);
  }
  if (exists(`${file}.cjs`)) {
    return require(`${file}.cjs`);
  }
  return require(require.resolve(module, { paths: [root, path.dirname(file)] }));
}

// The stack of a syntax error, with where it is before: file and line, and what is written there. For a script Node.js puts it
// there, of a module only somebody who runs it is told.
function located(error, module) {
  const message = String(error);
  const stack = error.stack || message;
  if (!stack.startsWith(message)) {
    return `\n${stack}`;
  }
  const file = ['.mjs', '.js', ''].map((ending) => path.resolve(root, module) + ending).find(exists);
  if (file === undefined) {
    return stack.slice(message.length);
  }
  const check = require('node:child_process').spawnSync(process.execPath, ['--check', file], { encoding: 'utf8', timeout: 5000 });
  const told = (check.stderr || '').split(/\n\w*SyntaxError/)[0].replace('file://', '').trimEnd();
  return `${told ? `\n${told}` : ''}${stack.slice(message.length)}`;
}

async function found(handler) {
  const slash = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', slash);
  if (handler.includes('..') || dot <= slash) {
    throw new Fault('Runtime.MalformedHandlerName', handler.includes('..')
      ? `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`
      : 'Bad handler');
  }
  let exported;
  try {
    exported = await load(handler.slice(0, dot));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Fault('Runtime.UserCodeSyntaxError', String(error), located(error, handler.slice(0, dot)));
    }
    if (error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')) {
      // Where nothing was found in the code, the bootstrap is who required it, of which nobody wants to know.
      throw new Fault('Runtime.ImportModuleError', shown(String(error)).replaceAll(__filename, '/var/runtime/index.mjs'));
    }
    throw error;
  }
  let value = exported;
  for (const name of handler.slice(dot + 1).split('.')) {
    value = value && (value[name] ?? (value.default && value.default[name]));
  }
  if (!value) {
    throw new Fault('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  if (typeof value !== 'function') {
    throw new Fault('Runtime.HandlerNotFound', `${handler} is not a function`);
  }
  return value;
}

function parsed(text) {
  return text ? JSON.parse(text) : undefined;
}

function context(headers, settle) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parsed(headers['lambda-runtime-client-context']),
    identity: parsed(headers['lambda-runtime-cognito-identity']),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    tenantId: headers['lambda-runtime-aws-tenant-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done: (error, value) => settle(error, value),
    succeed: (value) => settle(null, value),
    fail: (error) => settle(error === undefined || error === null ? 'handled' : error),
  };
}

function encoded(value) {
  try {
    const text = JSON.stringify(value === undefined ? null : value);
    return Buffer.from(text === undefined ? 'null' : text);
  } catch (error) {
    throw new Fault('Runtime.MarshalError', `Unable to stringify response body: ${error.message}`);
  }
}

// --- streams ----------------------------------------------------------------------------------------------------------

class ResponseStream {
  static of(api, id) {
    const { Writable } = require('node:stream');
    let contentType = 'application/octet-stream';
    let opened = false;
    const open = () => {
      if (!opened) {
        opened = true;
        api.open(id, contentType);
      }
    };
    const stream = new Writable({
      write(chunk, encoding, done) {
        open();
        const data = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding);
        const before = stream._onBeforeFirstWrite;
        if (before) {
          delete stream._onBeforeFirstWrite;
          const pieces = [];
          before((piece) => pieces.push(Buffer.from(piece)));
          api.chunk(Buffer.concat([...pieces, data]), done);
        } else {
          api.chunk(data, done);
        }
      },
      final(done) {
        open();
        done();
      },
    });
    stream.setContentType = (type) => {
      if (opened) {
        throw new Fault('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.');
      }
      contentType = String(type).replace(/[^\x20-\x7e]/g, '_');
    };
    stream.opened = () => opened;
    current.stream = stream;
    return stream;
  }

  // What a function's URL answers with beside the body: before it, and apart from it by eight zeros.
  static from(stream, prelude) {
    stream.setContentType('application/vnd.awslambda.http-integration-response');
    const metadata = JSON.stringify(prelude);
    // With the first bytes of the body, and not at all if there are none: as AWS's runtime does.
    stream._onBeforeFirstWrite = (write) => {
      write(metadata);
      write(new Uint8Array(8));
    };
    return stream;
  }
}

globalThis.awslambda = {
  streamifyResponse: (handler) => {
    handler[streamed] = true;
    return handler;
  },
  HttpResponseStream: ResponseStream,
};

// --- invocations ------------------------------------------------------------------------------------------------------

// Resolves with how the invocation is to be answered, when it has ended.
function invoke(handler, { headers, body }) {
  return new Promise((resolve) => {
    const ended = (answer) => {
      if (current && !current.settled) {
        current.settled = true;
        resolve(answer);
      }
    };
    current = {
      id: headers['lambda-runtime-aws-request-id'],
      settled: false,
      finish: () => ended({ value: null }),
      abort: (error) => ended({ error }),
    };
    const mine = current;
    const settle = (error, value) => {
      if (current !== mine) {
        return;
      }
      const answer = error === undefined || error === null ? { value } : { error };
      if (answer.error !== undefined || !invocation.callbackWaitsForEmptyEventLoop) {
        ended(answer);
      } else {
        mine.finish = () => ended(answer);
      }
    };
    let invocation;
    try {
      let event;
      try {
        event = JSON.parse(body.utf8Slice(0, body.length));
      } catch (error) {
        throw new Fault('Runtime.UnmarshalError', error.message);
      }
      invocation = context(headers, (error, value) => {
        invocation.callbackWaitsForEmptyEventLoop = false;
        settle(error, value);
      });
      if (handler[streamed]) {
        const stream = ResponseStream.of(api, mine.id);
        delete invocation.done;
        delete invocation.succeed;
        delete invocation.fail;
        stream.on('error', (error) => ended({ stream, error }));
        mine.finish = () => ended({ stream });
        Promise.resolve(handler(event, stream, invocation)).then(
          () => (stream.writableFinished ? ended({ stream }) : stream.on('finish', () => ended({ stream }))),
          (error) => ended({ stream, error: error ?? new Error('undefined') }),
        );
        return;
      }
      const result = handler(event, invocation, settle);
      if (result && typeof result.then === 'function') {
        result.then((value) => ended({ value }), (error) => ended({ error: error === undefined ? 'undefined' : error }));
      }
    } catch (error) {
      ended({ error });
    }
  });
}

process.on('beforeExit', () => {
  if (current && !current.settled) {
    current.finish();
  }
});

function endWith(words, error) {
  logError(words, error);
  const problem = told(error);
  const ended = () => process.exit(129);
  if (current) {
    if (current.stream && current.stream.opened()) {
      api.close(problem).then(ended);
      return;
    }
    const body = Buffer.from(JSON.stringify(problem));
    api.socket.ref();
    api.socket.write(
      Buffer.concat([api.posted(`invocation/${current.id}/error`, body, 'application/json', errorType(problem)), body]));
    api.answer().then(ended);
  } else {
    api.failInit(problem).then(ended);
  }
}

process.on('uncaughtException', (error) => endWith('Uncaught Exception', error));
process.on('unhandledRejection', (reason) => {
  const error = new Fault('Runtime.UnhandledPromiseRejection', isError(reason) ? String(reason) : util.format(reason));
  error.reason = reason;
  endWith('Unhandled Promise Rejection', error);
});

const api = new Api(environment.AWS_LAMBDA_RUNTIME_API);

async function main() {
  let handler;
  try {
    handler = await found(environment._HANDLER);
  } catch (error) {
    logError('Uncaught Exception', error);
    await api.failInit(told(error));
    process.exit(1);
  }
  let request = await api.next();
  for (;;) {
    const { headers } = request;
    const id = headers['lambda-runtime-aws-request-id'];
    if (headers['lambda-runtime-trace-id']) {
      environment._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
    } else {
      delete environment._X_AMZN_TRACE_ID;
    }
    // What the handler has open decides whether the process is done, not our connection.
    api.socket.unref();
    const { value, error, stream } = await invoke(handler, request);
    let next;
    if (error !== undefined) {
      logError('Invoke Error', error);
    }
    if (stream && stream.opened()) {
      next = api.closeAndNext(error === undefined ? undefined : told(error));
    } else if (error !== undefined) {
      next = api.fail(id, told(error));
    } else {
      try {
        next = api.respond(id, encoded(value), 'application/json');
      } catch (unfit) {
        logError('Invoke Error', unfit);
        next = api.fail(id, told(unfit));
      }
    }
    current = null;
    request = await next;
  }
}

main();
