import http from 'k6/http';

export class Base {
  constructor(base) {
    this.base = base;
  }
  get(path) {
    return http.get(this.base + path);
  }
}

export function twice(api, path) {
  return [api.get(path), api.get(path)];
}

export let counter = 0;
export function bump() {
  counter++;
}
