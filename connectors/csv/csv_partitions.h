// Where a CSV file can be cut: one pass over it that follows its quotes.
#pragma once

#include <cstdint>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/csv/csv_dialect.h"
#include "connectors/decode/byte_stream.h"

namespace sunder::csv {

// Cuts a plain file of `size_bytes` at ends of records, into parts of no less than
// kPartitionSizeBytesMin. Behind a record of more than 1 MiB (an unclosed quote, most likely)
// nothing is cut: a reader may give up there and look for records anew, so what stands between
// quotes is not known beforehand.
Result<std::vector<Partition>> CutCsv(ByteStream* stream, uint64_t size_bytes, uint32_t count,
                                      const CsvDialect& dialect);

}  // namespace sunder::csv
