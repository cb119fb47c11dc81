// Which rows of a CSV file are records: the lines above the header, the rows that name the columns,
// a row of units. Told from the first records alone, by the shapes of cells more than by their
// values, and never assumed on weak evidence: a record taken for a header would never be judged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::csv {

// Decoded cells of the first records.
using Records = std::vector<std::vector<std::string>>;

// How many of the first records stand above a header: short ones, or with one cell filled, before a
// first full row that names `column_count` columns. 0 unless the rows below agree.
size_t CountPreamble(const Records& records, size_t column_count);

struct RowLayout {
  bool has_header = true;
  uint32_t header_rows = 1;
  bool has_units_row = false;
};

// `records` start behind the preamble. A second row is a header's where it fills the gaps of
// grouped names ("Person,,,Contact"), or says "Response" as exports of surveys do; so is the
// question below the name in exports whose third row holds import ids. A row of units holds nothing
// else.
RowLayout LayoutOf(const Records& records);

// Whether the first of `records` names the columns.
bool HasHeader(const Records& records);

// Names of columns out of the rows that name them: "Person / email". A group's name holds for the
// unnamed columns behind it; a question's does not.
std::vector<std::string> JoinHeaderRows(const Records& rows);

// Whether the cells of each column that has any in these records hold JSON objects or arrays.
std::vector<uint32_t> JsonColumns(const Records& records, size_t column_count);

}  // namespace sunder::csv
