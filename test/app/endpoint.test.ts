import { Endpoint, Protocol } from '../../src/app';

describe('Endpoint', () => {
  test('gives address and URL', () => {
    const endpoint = new Endpoint({ host: '10.233.1.2', port: 8096 });
    expect(endpoint.protocol).toBe(Protocol.TCP);
    expect(endpoint.address).toBe('10.233.1.2:8096');
    expect(endpoint.url('http')).toBe('http://10.233.1.2:8096');
    expect(endpoint.url('http', '/metrics')).toBe('http://10.233.1.2:8096/metrics');
    expect(`${endpoint}`).toBe('10.233.1.2:8096');
  });

  test('puts an IPv6 address in brackets', () => {
    expect(new Endpoint({ host: 'fd00::2', port: 53, protocol: Protocol.UDP }).address).toBe('[fd00::2]:53');
  });

  test.each(['', 'a b', '10.0.0.1/24', '[fd00::2]', 'http://x', '-x'])('refuses the host %j', (host) => {
    expect(() => new Endpoint({ host, port: 80 })).toThrow('ENDPOINT_HOST');
  });

  test.each([0, 65536, 1.5, NaN])('refuses the port %p', (port) => {
    expect(() => new Endpoint({ host: 'nas', port })).toThrow('ENDPOINT_PORT');
  });

  test('refuses a scheme or path of another form', () => {
    const endpoint = new Endpoint({ host: 'nas', port: 80 });
    expect(() => endpoint.url('http://')).toThrow('ENDPOINT_URL');
    expect(() => endpoint.url('http', 'metrics')).toThrow('ENDPOINT_URL');
  });
});
