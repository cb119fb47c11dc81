// Raw bytes of files and of standard input, not decompressed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "connectors/decode/byte_stream.h"
#include "core/status.h"

namespace sunder {

// NotFound: no such file. Unreadable: no permission, a folder, an error of the operating system.
Result<std::unique_ptr<ByteStream>> OpenFileStream(const std::string& path, uint64_t offset_bytes);

// A look at standard input from its first byte on that consumes nothing: what it reads is kept for
// OpenStandardInput. Unreadable once OpenStandardInput was called.
Result<std::unique_ptr<ByteStream>> PeekStandardInput();
// All of standard input, once a process: a second call is Unreadable.
Result<std::unique_ptr<ByteStream>> OpenStandardInput();

// Reads once from a file descriptor, again after a signal. `name` is for the message.
Result<size_t> ReadDescriptor(int descriptor, const std::string& name, char* buffer, size_t size);

}  // namespace sunder
