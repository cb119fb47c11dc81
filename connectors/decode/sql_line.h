// Lines of database dumps, as those who tell file formats apart see them.
#pragma once

#include <string_view>

namespace sunder {

// "INSERT INTO people VALUES (...": the line begins a statement.
bool BeginsInsert(std::string_view line);

}  // namespace sunder
