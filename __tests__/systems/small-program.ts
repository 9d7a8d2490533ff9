// The smallest program that Windows runs: no compiler for it is needed on the machine of the tests.

const imageBase = 0x140000000n;
/** The one section: in the file from `start`, in memory from `address`. */
const start = 0x200;
const address = 0x1000;
const size = 0x400;

/**
 * Makes an `.exe` for Windows on x64 that makes an empty file, by its path from the working directory, writes a text to
 * stdout, and ends with 0, whatever its arguments are.
 */
export function smallProgram(file: string, text: string): Buffer {
  const functions = ['CreateFileA', 'GetStdHandle', 'WriteFile', 'ExitProcess'];
  const section = Buffer.alloc(size);
  let end = 0x180; // After the code.
  const put = (bytes: Buffer) => {
    const at = end;
    bytes.copy(section, at);
    end = Math.ceil((at + bytes.length) / 8) * 8;
    return at;
  };
  const terminated = (value: string) => Buffer.from(`${value}\0`, 'latin1');
  const fileAt = put(terminated(file));
  const textAt = put(terminated(text));
  const libraryAt = put(terminated('KERNEL32.dll'));
  // Each name stands after a hint of two bytes.
  const names = functions.map((name) => BigInt(address + put(Buffer.concat([Buffer.alloc(2), terminated(name)]))));
  const table = Buffer.from(BigUint64Array.from([...names, 0n]).buffer);
  const namesAt = put(table);
  const importsAt = put(table);
  const libraries = Buffer.alloc(40);
  for (const [offset, at] of [
    [0, namesAt],
    [12, libraryAt],
    [16, importsAt],
  ] as const) {
    libraries.writeUInt32LE(address + at, offset);
  }
  const librariesAt = put(libraries);

  const code: number[] = [];
  /** An instruction that ends in the distance to what it names. */
  const naming = (bytes: number[], at: number) => {
    code.push(...bytes);
    const distance = Buffer.alloc(4);
    distance.writeInt32LE(at - (code.length + 4));
    code.push(...distance);
  };
  const call = (name: string) => naming([0xff, 0x15], importsAt + 8 * functions.indexOf(name));
  code.push(0x48, 0x83, 0xec, 0x48); // sub rsp, 0x48
  naming([0x48, 0x8d, 0x0d], fileAt); // lea rcx, [file]
  code.push(0xba, 0, 0, 0, 0x40); // mov edx, GENERIC_WRITE
  code.push(0x45, 0x31, 0xc0, 0x45, 0x31, 0xc9); // xor r8d, r8d; xor r9d, r9d
  code.push(0x48, 0xc7, 0x44, 0x24, 0x20, 2, 0, 0, 0); // mov qword [rsp+0x20], CREATE_ALWAYS
  code.push(0x48, 0xc7, 0x44, 0x24, 0x28, 0x80, 0, 0, 0); // mov qword [rsp+0x28], FILE_ATTRIBUTE_NORMAL
  code.push(0x48, 0xc7, 0x44, 0x24, 0x30, 0, 0, 0, 0); // mov qword [rsp+0x30], 0
  call('CreateFileA');
  code.push(0xb9, 0xf5, 0xff, 0xff, 0xff); // mov ecx, STD_OUTPUT_HANDLE
  call('GetStdHandle');
  code.push(0x48, 0x89, 0xc1); // mov rcx, rax
  naming([0x48, 0x8d, 0x15], textAt); // lea rdx, [text]
  code.push(0x41, 0xb8, text.length, 0, 0, 0); // mov r8d, length
  code.push(0x4c, 0x8d, 0x4c, 0x24, 0x40); // lea r9, [rsp+0x40]
  code.push(0x48, 0xc7, 0x44, 0x24, 0x20, 0, 0, 0, 0); // mov qword [rsp+0x20], 0
  call('WriteFile');
  code.push(0x31, 0xc9); // xor ecx, ecx
  call('ExitProcess');
  Buffer.from(code).copy(section);

  const header = Buffer.alloc(start);
  header.write('MZ');
  header.writeUInt32LE(0x40, 0x3c); // Where the rest of the header is.
  header.write('PE\0\0', 0x40);
  header.writeUInt16LE(0x8664, 0x44); // x64
  header.writeUInt16LE(1, 0x46); // sections
  header.writeUInt16LE(0xf0, 0x54); // size of the optional header
  header.writeUInt16LE(0x22, 0x56); // executable, of 64 bits
  const optional = 0x58;
  header.writeUInt16LE(0x20b, optional); // PE32+
  header.writeUInt32LE(address, optional + 16); // entry point
  header.writeBigUInt64LE(imageBase, optional + 24);
  header.writeUInt32LE(0x1000, optional + 32); // alignment in memory
  header.writeUInt32LE(0x200, optional + 36); // and in the file
  header.writeUInt16LE(6, optional + 40); // Windows Vista or later
  header.writeUInt16LE(6, optional + 48);
  header.writeUInt32LE(2 * 0x1000, optional + 56); // size of the image
  header.writeUInt32LE(start, optional + 60); // size of the headers
  header.writeUInt16LE(3, optional + 68); // a program of the console
  for (const [offset, bytes] of [
    [72, 0x100000],
    [80, 0x1000],
    [88, 0x100000],
    [96, 0x1000],
  ] as const) {
    header.writeBigUInt64LE(BigInt(bytes), optional + offset); // stack and heap
  }
  header.writeUInt32LE(16, optional + 108); // directories, of which the second is that of imports
  header.writeUInt32LE(address + librariesAt, optional + 120);
  header.writeUInt32LE(libraries.length, optional + 124);
  const sectionHeader = optional + 0xf0;
  header.write('.all', sectionHeader);
  header.writeUInt32LE(size, sectionHeader + 8);
  header.writeUInt32LE(address, sectionHeader + 12);
  header.writeUInt32LE(size, sectionHeader + 16);
  header.writeUInt32LE(start, sectionHeader + 20);
  header.writeUInt32LE(0xe0000020, sectionHeader + 36); // code that is run, read and written
  return Buffer.concat([header, section]);
}
