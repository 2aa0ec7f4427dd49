// httpx, from its documentation: sessions with a base address, headers, tags and an own time limit.
import http from 'k6/http';

function merged(own, given) {
  const params = { ...own, ...given };
  for (const name of ['headers', 'tags', 'cookies']) {
    if (own[name] || given?.[name]) params[name] = { ...own[name], ...given?.[name] };
  }
  return params;
}

export class Request {
  constructor(method, url, body, params) {
    this.method = method;
    this.url = url;
    this.body = body;
    this.params = params || {};
  }
}

const withBody = (method) => (url, body, params) => new Request(method, url, body, params);

export const Get = (url, params) => new Request('GET', url, null, params);
export const Head = (url, params) => new Request('HEAD', url, null, params);
export const Options = withBody('OPTIONS');
export const Post = withBody('POST');
export const Put = withBody('PUT');
export const Patch = withBody('PATCH');
export const Delete = withBody('DELETE');

export class Httpx {
  constructor({ baseURL = '', headers = {}, tags = {}, timeout = undefined } = {}) {
    this.baseURL = baseURL;
    this.params = { headers: { ...headers }, tags: { ...tags } };
    if (timeout !== undefined) this.params.timeout = timeout;
    this.hooks = [];
  }

  setBaseUrl(url) {
    this.baseURL = url;
  }

  addHeader(name, value) {
    this.params.headers[name] = value;
  }

  addHeaders(headers) {
    Object.assign(this.params.headers, headers);
  }

  clearHeader(name) {
    delete this.params.headers[name];
  }

  addTag(name, value) {
    this.params.tags[name] = value;
  }

  addTags(tags) {
    Object.assign(this.params.tags, tags);
  }

  clearTag(name) {
    delete this.params.tags[name];
  }

  setTimeout(timeout) {
    this.params.timeout = timeout;
  }

  /** `hook(request)` may change what is sent, or give another request. */
  addHook(hook) {
    this.hooks.push(hook);
  }

  clearHooks() {
    this.hooks = [];
  }

  prepared(method, url, body, params) {
    return new Request(method, this.addressOf(url), body, merged(this.params, params));
  }

  addressOf(url) {
    const text = String(url);
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : this.baseURL + text;
  }

  request(method, url, body, params) {
    let request = this.prepared(method, url, body, params);
    for (const hook of this.hooks) request = hook(request) || request;
    return http.request(request.method, request.url, request.body, request.params);
  }

  get(url, body, params) {
    return this.request('GET', url, body, params);
  }

  head(url, body, params) {
    return this.request('HEAD', url, body, params);
  }

  options(url, body, params) {
    return this.request('OPTIONS', url, body, params);
  }

  post(url, body, params) {
    return this.request('POST', url, body, params);
  }

  put(url, body, params) {
    return this.request('PUT', url, body, params);
  }

  patch(url, body, params) {
    return this.request('PATCH', url, body, params);
  }

  delete(url, body, params) {
    return this.request('DELETE', url, body, params);
  }

  /** Requests of `Get`, `Post` and the like, at once; params for all of them. */
  batch(requests, params) {
    const all = requests.map(({ method, url, body, params: own }) => ({
      method,
      url: this.addressOf(url),
      body,
      params: merged(merged(this.params, params), own),
    }));
    return http.batch(all);
  }

  /** `GET /path` and the like: the method and the address as one text. */
  asyncRequest(method, url, body, params) {
    return http.asyncRequest(method, this.addressOf(url), body, merged(this.params, params));
  }
}

export { Httpx as Session };

const httpx = new Httpx();
export default httpx;
