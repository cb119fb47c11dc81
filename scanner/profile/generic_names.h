// Headers that hold names of whatever the table is about.
#pragma once

#include <array>
#include <string_view>

namespace sunder::scanner {

inline constexpr std::array<std::string_view, 46> kGenericNames = {
    "name", "names", "title", "label", "nom",   "nombre", "naam", "nome", "display", "caption",
    "imie", "namn",  "navn",  "nimi",  "nume",  "név",    "nev",  "ime",  "име",     "имя",
    "meno", "jméno", "jmeno", "nazwa", "όνομα", "ονομα",  "ad",   "adı",  "isim",    "nama",
    "jina", "tên",   "ชื่อ",    "নাম",   "نام",   "اسم",    "नाम",  "பெயர்", "名称",    "名稱",
    "이름", "שם",    "назва", "ім'я",  "имена", "numele"};

}  // namespace sunder::scanner
