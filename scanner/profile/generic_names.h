// Headers that hold names of whatever the table is about.
#pragma once

#include <array>
#include <string_view>

namespace sunder::scanner {

inline constexpr std::array<std::string_view, 12> kGenericNames = {"name",    "names",   "title", "label",
                                                            "nom",     "nombre",  "naam",  "nome",
                                                            "display", "caption", "imie",  "namn"};

}  // namespace sunder::scanner
