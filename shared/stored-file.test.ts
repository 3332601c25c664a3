import { describe, expect, it } from 'vitest';
import { acceptedBy, IMAGE_KINDS } from './file-kind.ts';
import { fileAddress, publicFileAddress } from './stored-file.ts';

describe('addresses of files', () => {
  it('name the size and the ticket only where there is one', () => {
    expect(fileAddress('7')).toBe('/api/v1/files/7');
    expect(fileAddress('7', 'small', '12.a+b')).toBe('/api/v1/files/7?size=small&ticket=12.a%2Bb');
    expect([publicFileAddress('7'), publicFileAddress('7', 'medium')]).toEqual(['/files/7', '/files/7/medium']);
  });

  it('are chosen from what a form says it takes', () => expect(acceptedBy(IMAGE_KINDS)).toBe('image/jpeg,image/png,image/webp'));
});
